namespace Aegis.Grains.Routing;

/// <summary>How people ask for code, for their key and for where they stand.</summary>
internal static class QuestionCues
{
    public static readonly Cue[] All =
    [
        Cue.Of(Intents.Integrate, 6, """
            integrate|integrates|integrating|integration|integrations|integrated
            integrieren|integriere|integriert|einbinden|anbinden|anbindung|einbindung|integrieren
            integrar|integro|integramos|integracion|integrando|integracao
            integrer|integre|integrons
            """),
        Cue.Of(Intents.Integrate, 6, """
            connect|connecting|call|calling|use|using|consume|hit|query|access|reach|talk|invoke ~ api|apis|endpoint|rest
            connect|connecting|hook|wire|wiring|plug ~ app|application|backend|code|service|server|store|shop
            hook|wire|plug|tie ~ api|apis|endpoint|rest|backend
            api ~ call|calls|request|requests|example|examples|client|usage|docs
            code|script ~ sample|samples|example|examples|snippet|for|to|in
            sample|example|working|show|some|give|write|need|paste ~ code|script|snippet|request|program
            snippet|snippets|sdk|sdks|boilerplate|codebeispiel|beispielcode|quelltext
            codigo ~ ejemplo|exemplo
            ejemplo|exemplo|exemple|beispiel ~ codigo|code|llamada|chamada|appel|aufruf
            llamar|llamo|conectar|conecto|chamar|chamo|appeler|appelle|connecter|aufrufen|verbinden|ansprechen|verbinde ~ api
            api|schnittstelle ~ aufrufen|verbinden|anbinden|ansprechen|nutzen|verwenden
            make|making|do|send|sending ~ call|request|calls|requests
            python|node|curl|javascript|typescript|django|flask|java|go|php|ruby|dotnet|express|axios|c|net ~ example|code|version|client|sdk|library|sample|snippet|command|script|ejemplo|beispiel|exemple|exemplo
            example|code|version|client|sdk|library|sample|snippet|command|script|ejemplo|beispiel|exemple|exemplo|codigo ~ python|node|curl|javascript|typescript|django|flask|java|php|ruby|dotnet|express|axios|c|net
            primera|primeira|premier|ersten|first ~ llamada|chamada|appel|api|aufruf|call|request
            hook|plug|wire ~ website|shop|store|site|app
            npm|pip|nuget|composer|maven|gem|package|plugin
            backend|stack|app|site ~ written|is|in|uses ~ rust|go|php|java|ruby|magento|wordpress|laravel|shopify
            async|httpx|fetch|axios|requests ~ version|instead|using|example
            rewrite|translate|convert ~ code|that|this|it ~ to|in|using ~ python|node|javascript|c|curl|fetch|typescript|axios
            request|response ~ look|looks like
            sample|example request|response
            brancher|connecter ~ api|site
            code|codigo ~ pasame|passa|donne|gimme|plz|need
            paste ~ terminal|app|code|shell
            client|sdk ~ available|library
            php|java|ruby|golang|rust|kotlin|laravel|rails|spring|perl|swift|wordpress
            show|how ~ authenticate ~ in|with|using|from
            rufe|rufen|ruft ~ api ~ auf|aus
            conecto|llamo|chamo|appelle|conectar|connecter ~ backend|servidor|app ~ api
            how ~ put|pass|use|set|send|include ~ key|token|credentials|header|headers
            what headers
            handler|webhook ~ in|for ~ python|node|c|javascript|typescript
            """),
        // What fails is mended before more code is shown.
        Cue.Of(Intents.Integrate, -5, """
            integration|script|code|call|calls|request|requests|app ~ fail|fails|failing|failed|broken|broke|breaks|stopped|down|crashes|401|403|429|500
            our|my|your|the|with integration
            can|cant|can't|cannot|not ~ make|connect|call|reach|access|use
            """),
        Cue.Of(Intents.GetKey, 6, """
            show|give|need|lost|forgot|forgotten|get|retrieve|find|see|view|display|resend|send|reveal|have|want|misplaced|generate|create|issue|grab|obtain|locate|copy|remind|new|fetch|another|second|additional|fresh|deleted ~ key|keys|token|credential|credentials|apikey
            what|where|whats|tell|which|wheres ~ my|our|the|is|are|find|me ~ key|keys|token|credential|credentials|apikey
            which key|keys
            what was|is ~ sk_test|sk_live|key
            brauche|wo|zeig|zeige|gib|verloren|vergessen|neuen|finde|sehe|haben|bekomme ~ schlussel|key|keys|apischlussel|testschlussel|zugangsdaten
            dame|necesito|quiero|donde|perdi|perdido|olvide|cual|nueva|veo|muestrame|tengo|dar|obtener ~ clave|claves|llave|credenciales|key
            donne|besoin|ou|perdu|oublie|quelle|nouvelle|affiche|montre|obtenir|voir ~ cle|cles|identifiants
            me da|preciso|quero|onde|perdi|esqueci|qual|nova|cade|mostra|ver|obter ~ chave|chaves|credenciais
            """),
        Cue.Of(Intents.GetKey, 4, """
            apikey|apikeys|keys|key|credentials|token
            schlussel|apischlussel|testschlussel|zugangsdaten
            clave|claves|llave|llaves|credenciales|credenciais
            cle|cles|identifiants
            chave|chaves
            """),
        // Not to be shown but to be changed: rotation.
        Cue.Of(Intents.RotateKey, 14, """
            rotate|rotates|rotating|rotation|roll|rolling|regenerate|regenerating|renew|replace|replacing|revoke|revoking|invalidate|disable|deactivate|reset|resetting|swap|exchange|change|changing|delete|cycle|kill|expire ~ key|keys|token|credential|credentials|secret|apikey
            rotate|revoke|replace|invalidate|disable it|them|immediately|everything|all
            remove|retire|drop|turn off|kill ~ key|keys|one|old
            turn off ~ old|key
            keys|key|secret|clave|cle|chave|schlussel ~ change|changed|replaced|replace|swapped|tauschen|austauschen|rotieren|erneuern|sperren|cambiar|changer|trocar
            renueva|renove|renouvelle|troque|cambia|cambie|tausche|tauscht|tauschen ~ clave|chave|cle|schlussel|key
            tourner ~ cle
            new secret
            could|can|please|time|to you|rotate ~ rotate
            rotate
            rotier*
            key|keys|token|credentials rotation|rotaton|rollover|renewal|change
            schlussel|key|keys ~ rotieren|austauschen|sperren|ersetzen|erneuern|widerrufen|tauschen|zurucksetzen|andern|deaktivieren|wechseln
            rotier*|tausche|sperre|sperrt|ersetze|widerrufe|erneuere ~ schlussel|key|keys
            rotar|revocar|cambiar|regenerar|renovar|reemplazar|anular|desactivar|invalidar|roten|revoquen ~ clave|claves|llave|llaves|key|keys
            renouveler|revoquer|changer|regenerer|remplacer|desactiver|invalider ~ cle|cles
            rotacao|rotacion|rotation ~ chave|chaves|clave|claves|cle|cles
            trocar|revogar|rotacionar|renovar|regenerar|substituir|desativar|invalidar ~ chave|chaves|key
            """),
        // Rotated already, or about how: what is wanted lies in the words beside it.
        Cue.Of(Intents.RotateKey, -10, """
            since|because|nobody|someone|who ~ rotated|rotating|revoked|changed|replaced|rotation
            how often|long
            """),
        Cue.Of(Intents.Status, 8, """
            where am|are i|we
            where do|does i|we stand
            where ~ stand|left
            my|our|current|account|the|onboarding|your status
            state|situation of my|our|the
            have|did|are you ~ finish|finished|done|complete|completed
            created|done|set ~ so far|today|already
            what ~ did|have you ~ do|done|do so
            actions ~ did you|taken|take
            did everything
            have|do|did you ~ see|seen|seeing ~ calls|traffic|requests|our
            am i|are we ~ within|close|near|over ~ limit|limits|quota
            close to ~ limit
            end date
            trial ~ end|ends|expire|over|left ~ date|when|days
            trial ~ still|running|valid|long
            is|are ~ key|sandbox|site|account|trial ~ active|up|created|running
            summary|overview ~ account|integration|setup|please
            summary of
            how much ~ did|have ~ use|used|consumed|left
            my|our usage|consumption|plan|tier|quota|progress
            health
            how s ~ going|setup|account
            test site up
            mail|email ~ key ~ sent
            what ~ still ~ missing|left|open
            what do you know ~ about ~ account
            calls ~ so far|yet|today
            made|make any calls
            remaining ~ days|trial|quota|calls
            days ~ left|remaining
            integration ~ validated|validiert
            status of|update|report|check|please
            status
            how far ~ i|we|am|are|along|did|is
            what|which stage|tier|plan|phase|step am|are|is|do
            what ~ stage|tier|phase ~ in|at|on|am
            am i ~ set|ready|done|active|onboarded|live|registered|good|complete
            are we|things ~ set|ready|done|active|onboarded|live|registered|good|complete
            is|was|has ~ my|our|the ~ trial|account|key|sandbox|subscription|setup|onboarding ~ active|ready|done|up|set|created|live|working|running|finished|complete|there
            is everything|it|this|onboarding|setup|all ~ ready|done|finished|complete|set|working|ok|up
            what have|did|has ~ do|done|create|created|happened|completed|finished|far
            what s ~ done|missing|left|finished|completed|outstanding
            what|how ~ progress
            my|our|any|current|the progress
            progress|recap
            what do|does i|we ~ have
            do|did i|we ~ already|still have
            what|which|whats ~ plan|tier ~ am|are|do|is|my|our|i|we ~ on|in|have
            what|whats my|our plan|tier|usage|quota|health
            what s my|our ~ plan|tier|usage|quota|health|score
            hows my|our|the|everything
            error|success rate ~ at|right|now|currently|moment|today
            how many|much ~ calls|requests|usage|quota|days ~ have|did|made|used|left|remaining|do|i|we
            when ~ trial|plan|subscription ~ end|ends|expire|expires|over|renew|renews
            days|time left|remaining
            show|see|view|check|get ~ usage|account|overview|status|health
            usage so|this|today|stats|statistics
            am|are|is i|we|it|everything live|ready|active
            health score|status
            account overview|summary|info|status|details
            how s|is|are|my|our ~ account|setup|onboarding|integration ~ doing|going|looking
            left to do
            did ~ setup|onboarding|trial|you|first ~ finish|complete|receive|get|see
            """),
        Cue.Of(Intents.Status, 8, """
            mein|meine|unser|aktueller|der|wie|aktuelle ~ stand|status
            wo stehe|stehen|bin|sind ich|wir
            wie weit ~ bin|sind|ist
            seht|sehen ~ aufrufe|anfragen
            wie ~ steht|lauft ~ konto|einrichtung|alles
            lauft alles
            ist ~ alles ~ fertig|eingerichtet|bereit
            was ~ bisher|schon ~ gemacht
            kontoubersicht|ubersicht|verbrauch|zusammenfassung
            in welchem ~ tarif|paket
            welchem tarif
            ven|veem|voyez ~ llamadas|chamadas|appels
            que ~ se hizo|falta|fizeram|feito|manque
            o que ~ foi feito|falta
            qu ~ avez|manque
            resumen|resumo|resume ~ cuenta|conta|compte
            consumo|consommation
            como voy|estou
            esta|tout ~ todo|tudo|est ~ listo|pronto|pret
            tout est pret
            fin|fim ~ essai|prueba|teste|trial
            en|em que plan|plano ~ estoy|estou
            j en suis
            was ~ fertig|erledigt|fehlt
            wie viele|wieviele ~ aufrufe|anfragen|tage|calls
            wann|lauft ~ testzeitraum|test|trial|probezeit|abo ~ aus|ab|noch|endet
            welchen|welcher|meinen|mein tarif|plan|paket ~ habe|haben|ist
            cuando|quando|quand ~ termina|vence|acaba|caduca|expira|termine|finit|expire
            que plan ~ tengo|tenemos|estoy
            quel|qual ~ forfait|plano ~ actuel|atual
            cuantas|quantas|combien ~ llamadas|chamadas|appels|requisicoes ~ hecho|fiz|fait|llevo
            mi|cual|nuestro|estado ~ estado|progreso|situacion
            donde|en ~ estoy|estamos ~ proceso|configuracion|alta|punto|ahora
            donde|que punto estoy|estamos
            que ~ hecho
            mon|quel|notre|le ~ statut|avancement|etat
            ou ~ en suis|est|sommes
            meu|qual|nosso|minha ~ status|situacao|progresso|andamento
            onde|em ~ estou|estamos
            """),
        // "What do I have to do", "where am I supposed to begin": these ask for the way, not for where one stands.
        Cue.Of(Intents.Status, -8, """
            do|does i|we ~ have|need to
            where am|are|do i|we ~ supposed|meant|start|begin|go
            my|our usage ~ growing|grows|grew|tripled|doubled|increasing|increased
            to be done
            """),
    ];
}
