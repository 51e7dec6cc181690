namespace Aegis.Grains.Routing;

/// <summary>How people ask what the product does and how, and after tickets.</summary>
internal static class KnowledgeCues
{
    public static readonly Cue[] All =
    [
        Cue.Of(Intents.AskDocs, 6, """
            webhook|webhooks|webhok*|callback|callbacks|pagination|paginate|paginating|paging|cursor|next_offset|offset
            rate limit|limits|limiting
            ratelimit|ratelimits|throttling|quotas
            idempoten*|idempotenc*
            proration|prorate|prorated|dunning|addon|addons|metered|arrears
            add ons|on
            usage based|billing
            credit note|notes|memo
            billing cycle|cycles|date|period|model
            subscription|subscriptions ~ state|states|lifecycle|work|works|pause|status|renew|create|object
            retry|retries|backoff ~ policy|policies|handle|should|how|many|webhook|webhooks|header|interval
            retry after
            signature|signatures|hmac|metadata|openapi|swagger|changelog|yaml
            postman collection
            openapi|swagger|changelog|schema
            documentation|docs|doc|reference|doku|dokumentation|documentacion|documentacao|manual|handbuch|apidocs
            error|status|response|http|fehler code|codes
            request body|size|format|parameters|params
            response format|body|schema|time|fields
            body|payload size|format|limit
            date|time format|zone|zones
            data model
            hosted page|pages
            api version|versions|versioning|limits|reference
            paginacion|paginacao|blattern|pagina|paginar|paginer
            idempotenz|idempotencia|idempotence|idempotente
            limite|limit|obergrenze ~ requests|anfragen|peticiones|requetes|requisicoes|llamadas|minute|minuto|stunde
            """),
        Cue.Of(Intents.AskDocs, 9, """
            what|whats ~ does|do|is|are ~ mean|means|meaning
            what ~ mean|means
            meaning of
            mean|means
            was ~ bedeutet|bedeuten|heisst
            que|qu ~ significa|significan|signifie|signifient
            quiere|veut|quer decir|dire|dizer
            o que significa
            difference|differences|differ|differs|unterschied|unterschiede|diferencia|difference|diferenca
            test|sandbox vs|versus live|production
            """),
        Cue.Of(Intents.AskDocs, 5, """
            how|wie|como|comment ~ handle|react|deal|respond|umgehen|manejar|gerer|lidar ~ 401|403|429|500|503|error|errors|timeouts
            does|is|are ~ 401|403|429 ~ count|returned
            simulate|simular|simuler|simulieren
            recommended ~ timeout|retry|value
            release notes
            breaking changes
            sso|oauth|graphql|grpc|rest|cors|gzip|http2|sepa|paypal|pix|iban|apple pay
            uptime
            status page
            what can ~ do ~ sandbox
            sandbox ~ same|limits|data|mails|realistic|simulate|reset
            when ~ use ~ test|live ~ key
            how|when|where|what|is|can|do ~ invoice|invoices ~ pdf|numbering|void|voided|custom|paid|pending|status|total
            void|voided|pending
            question ~ about|regarding|on ~ api|pagination|invoices|invoice|webhooks|subscriptions|limits|keys|billing|authentication|events
            docs on|about
            getting started docs|guide|documentation
            what s|is a|an ~ coupon|addon|plan|site|webhook|subscription|invoice|customer
            base url
            content type
            custom|extra fields|attributes
            relate|relates|related ~ to
            guides|guide ~ for|on|about
            define|definition
            qui|which ~ codes|status
            wie lege ~ kunden|plan|abo ~ an
            darf|kann|konnen ~ key|schlussel|ich ~ frontend|importieren|exportieren
            unterstutzt ~ ihr
            felder|feldern
            zeitzone|zeitstempel
            wie teste|prufe|verifiziere|exportiere|importiere
            exporto|importo|exportar|importar|exporter|importer
            plusieurs|varias|varios|mehrere|varios ~ devises|monedas|abos|suscripciones|moedas|abonnements|assinaturas
            devises|moneda|monedas|moedas|wahrung
            passiert|pasa|acontece|passe|arrive ~ wenn|si|se|quando|cuando|limite|limit
            sucede|ocurre ~ si
            retry|retries|backoff|timeout|timeouts ~ strategy|policy|recommended|value
            end|my|our users|customers ~ refund|refunds|invoice|trial
            show up ~ invoice
            what|which ~ endpoint|endpoints|parameter|parameters|fields|field|events|event|headers|header|format|formats|scheme|schemes|states|values|methods|status|codes|permissions|scopes|version|versions|type|types
            how|what ~ does|do|are|is|should|to ~ work|works|calculated|generated|handled|stored|signed|retried|sorted|structured|billed|invoiced|created|counted|ordered
            how long|many|often|big|large|frequently
            do|does|can|could|is|are ~ support|supports|supported|allow|allows|allowed|handle|handles|possible|restricted|limited|guaranteed|unique|required|optional|mandatory|case
            is|are there ~ endpoint|endpoints|limit|limits|docs|documentation|reference|way|api|sdk|guide|guides|webhook|webhooks
            is it possible
            possible to
            how ~ i|we|you|one|can|to|do ~ filter|search|sort|paginate|list|export|import|update|delete|create|cancel|refund|pause|issue|add|change|verify|validate|handle|store|retry|schedule|attach|test ~ customer|customers|subscription|subscriptions|invoice|invoices|webhook|webhooks|event|events|plan|plans|addon|addons|coupon|coupons|metadata|signature|signatures|payload|retries|errors|webhooks
            explain|explanation|describe|clarify|elaborate|understand
            tell|learn|read|know|info|information|details|documentation ~ about|on|regarding
            max|maximum|minimum|default ~ size|number|length|limit|page|timeout|value|body
            best practice|practices
            recommended|correct|right way|approach
            where ~ docs|documentation|reference|guide|manual|read
            whitelist|allowlist|ip addresses|ranges
            tls|deprecated|deprecation|sla|uptime
            live|test|sandbox vs|versus|and live|production|sandbox
            basic|bearer ~ auth|authentication|token|or
            header|headers or query
            multiple|several|many|multi ~ currency|currencies|subscriptions|languages|keys|environments|webhooks
            proration|coupons stack
            bulk|batch ~ import|create|update|delete|operations|endpoint
            at least|exactly once
            header or query
            where|how ~ put|place|pass ~ key|token
            how does|do ~ api|system|product|you ~ tell|know|notify|signal
            key was revoked|rotated
            once delivery
            wiped|retention|persisted
            csv
            invoice|invoices|rechnung|rechnungs|factura|facture|fatura ~ error|errors|fehler|erreur|erro|status|states
            error|errors|fehler|erreur|erro ~ invoice|invoices|rechnung|rechnungen|factura|facturas|facture|factures|fatura|faturas
            how|can|do|are|which|what|when|does ~ keys|key|tokens ~ valid|restricted|expire|expires|revoked|work|scoped|permissions|limited|format|look|header|query|username|live|test|rotated|stored
            does|do|will|would|is|are ~ return|returns|returned|include|includes|delete|deletes|contain|contains|send|sends|fire|expire|expires|sent|ordered
            welche|was ~ felder|parameter|endpunkte|ereignisse|events|werte|format
            quais|que|cuales|quels ~ campos|parametros|champs|parametres|eventos|evenements
            end ~ customers|users
            """),
        Cue.Of(Intents.AskDocs, 3, """
            how|what|which|is|are|does|can|do|where ~ subscription|subscriptions|invoice|invoices|coupon|coupons|plan|credits|credit|trials|trial|tax|taxes|vat|charges|card|cards|payments|payment|currency
            invoice|invoices|invoicing|rechnung|rechnungen|factura|facturas|facture|factures|fatura|faturas
            subscription|subscriptions
            endpoint|endpoints|parameter|parameters|field|fields|header|headers
            retry|retries|backoff
            timestamp|timestamps|timezone|utc
            tax|taxes|vat|ust|iva|tva|mwst|umsatzsteuer
            coupons
            customers|customer ~ endpoint|object|handle|id|email
            in|via|through|with|over|using the|your api
            end customers|users
            of|for|our|my my|our|customer|customers
            how does|do
            what happens
            wie funktioniert|funktionieren|geht|hoch|lange|viele|oft
            was ist|sind
            wo finde|steht
            welche felder|parameter|endpunkte|ereignisse|events
            como|comment|cual|quel|quelle|qual|quels|quais|cuales ~ funciona|funcionan|funcionam|marche|marchent|fonctionne|fonctionnent|genera|generan|generees|geradas|limite|campos|champs|parametros|parametres
            donde|ou|onde ~ documentacion|documentation|doc|documentacao
            que|c|o ~ es|est|e
            c est quoi
            erklar*|explica|expliquez|explique|explicar|expliquer|explicame
            """),
        Cue.Of(Intents.Ticket, 9, """
            ticket|tickets|tiket|tickt|chamado|chamados|incidencia|jira
            support case|request|ticket
            """),
    ];
}
