namespace Aegis.Grains.Routing;

/// <summary>How people ask for more, for less money, or leave.</summary>
internal static class GrowthCues
{
    public static readonly Cue[] All =
    [
        Cue.Of(Intents.Upgrade, 8, """
            upgrade|upgrades|upgrading|upgraded|upsize
            higher|bigger|larger|better|next|greater ~ plan|tier|package|quota|limit|limits|subscription|level|contract
            raise|increase|bump|lift|extend|expand ~ quota|limit|limits|allowance|volume|seats|rate
            more ~ calls|requests|volume|seats|quota|capacity|users|throughput|traffic
            pricing|prices|preise|precios|precos|tarifs|preisliste|tarife
            price ~ plan|pro|enterprise|starter|list|per|of|after|for
            cost|costs|price ~ us|me|plan|pro|enterprise|per|month|much|after|calls|year|what
            what|how ~ cost|costs|charge
            how much
            cost
            what|which|compare|your|other|available|different ~ plans|tiers|packages|editions
            plans|tiers ~ compare|comparison|available|offer|differ
            which|what plan|tier|package ~ need|fits|fit|recommend|best|right|suits|includes|gives|should
            move|switch|go|change|get|put|want|need|buy|jump|interested ~ pro|enterprise|business|premium|professional|growth|paid|annual|yearly ~ plan|tier|version|billing|package|subscription
            move|switch|go|change|put|upgrade|jump|get|give ~ to|on|me|us ~ pro|enterprise|professional|premium|annual|yearly
            pro|enterprise|business|premium|professional plan|tier|package|version|account
            buy|purchase|subscribe ~ full|paid|plan|version|license|pro|enterprise
            convert ~ trial|paid
            trial ~ paid|stay|continue
            how ~ we|i|to pay
            want to stay
            10x|volume ~ volume|traffic|quarter|plan
            what|which plan fits|fit
            higher|more|increase ~ rate limit|limits
            higher|bigger|larger ~ rate|api|call limit|limits|quota
            outgrow*|outgrew|scale|scaling
            hit|reached|exceed*|over ~ monthly|call|plan|usage ~ limit|quota|cap
            included|include|includes ~ pro|enterprise|starter|plan
            add ~ seats|users|licenses
            expect|anticipate|plan ~ volume|growth|traffic|calls
            """),
        Cue.Of(Intents.Upgrade, 8, """
            upgraden|hochstufen|aufstocken
            was|wieviel|wie ~ kostet|kosten|teuer
            kostet|kosten
            auf|zu|zum ~ pro|enterprise|hoheren|grosseren|premium ~ wechseln|tarif|paket|umsteigen
            welche|eure|andere|hoheres|grosseres|mehr|hoherer|grosserer ~ tarife|pakete|plane|kontingent|volumen|anfragen|paket|tarif
            kontingent
            cuanto|cuantos|cuanta ~ cuesta|cuestan|vale|sale|costaria
            pasar|subir|mejorar|cambiar|ampliar|aumentar ~ plan|limite|cuota|pro|enterprise
            que|cuales ~ planes
            mas ~ llamadas|peticiones|volumen|cuota
            combien ~ coute|coutent|couterait
            vos|quels|les tarifs|forfaits|offres|prix
            passer|monter|basculer|augmenter ~ forfait|pro|entreprise|superieur|offre|quota|limite
            quota|plus ~ requetes|appels|eleve
            quanto ~ custa|custam|sai|fica|e
            quais ~ planos
            mudar|subir|passar|aumentar|fazer|migrar ~ plano|pro|limite|upgrade|cota|enterprise
            mais ~ requisicoes|chamadas|volume
            """),
        Cue.Of(Intents.Upgrade, -6, """
            what|which|whats ~ plan|tier ~ am|are|do|is|my|our|i|we ~ on|in|have
            what|whats my|our plan
            downgrade|down
            end|our customers|users|subscribers
            since|after ~ upgrade|upgraded|upgrading
            """),
        Cue.Of(Intents.Discount, 10, """
            discount|discounts|discounted|discout|rebate|voucher|vouchers|promo|promos|promotion|promotional|rabatt|rabatte|gutschein|gutscheincode|nachlass|descuento|descuentos|remise|remises|reduction|desconto|descontos|cupom|cupon|cupones
            coupon ~ code|apply|for|accepted|have
            coupon
            promo|promotion|coupon|discount code
            codigo promocional
            code promo
            better|lower|cheaper|reduced|special|good ~ price|deal|rate|pricing|offer
            offer|offers|offering us|me ~ less
            lower|reduce|cut|drop|match|negotiate|negotiable|down ~ price|prices|cost|fee|rate|bill|offer
            negotiate|negotiating|haggle|verhandeln|negociar|negocier
            nonprofit|charity|ngo|student|startup|startups|academic|education|loyal*|volume|gemeinnutzig* ~ price|pricing|discount|discounts|deal|rate
            offer|offers|charges ~ us|me ~ less|cheaper
            match ~ price|it|offer|that
            too|very|pretty|bit|so expensive|pricey|costly
            expensive
            zu teuer
            muy|demasiado caro
            trop cher
            muito caro
            10|15|20|25|30|40|50|60 off|discount|percent|less
            am|beim|einen|mit preis ~ machen|runter|entgegen*
            mejor precio
            precio mejor|especial
            geste ~ prix|commercial
            preco ~ melhor|menor|especial
            black friday
            cheaper
            something ~ about|on ~ price|pricing|cost
            deal|deals
            """),
        Cue.Of(Intents.Cancel, 10, """
            cancel|cancels|cancelling|canceling|cancelled|canceled|terminate|terminating|close|closing|delete|remove|deactivate|end|quit|shut ~ subscription|plan|account|contract|membership|service|renewal|trial|workspace|everything|down
            stop|end|pause my|our|the|this subscription|plan|contract|trial|membership|service|account
            cancellation|unsubscribe|unsubscribing|cancel|cancelling|canceling|terminate|churn|churning|offboard
            stop billing|charging
            want|like|wish|going|how|need|please|must ~ cancel
            leave|leaving ~ you|us|now|platform|quarter|end|month|service|chargebee|aegis|if|unless|soon
            we|i|m|re|are|be|likely|will|of|to|going leaving|leave
            switch|switching|move|moving|migrate|migrating|going|go|changing ~ competitor|competition|stripe|recurly|paddle|zuora|chargify|braintree|elsewhere|another|alternative|provider|vendor|away
            competitor|competitors|competition
            alternatives
            downgrade|downgrading
            don|dont|not|won|wont|won|stop|no ~ renew|renewing|renewal|continue|extend
            cancle|cansel|canel|cancl|cancelation|cancell
            auto renew|renewal|renewing
            autorenew*
            notice period
            no longer|dont|don|not ~ need|use ~ this|it|service|product|anymore|enough
            not|isn worth
            decided not|against
            done with ~ you|this|chargebee|aegis|people|service
            looking|look|shopping ~ elsewhere|around|alternatives
            """),
        Cue.Of(Intents.Cancel, 10, """
            kundigen|kundigung|kundige|gekundigt|stornieren|storno|abbestellen|abmelden|kundigungsfrist
            konto|account|abo|vertrag ~ schliessen|loschen|beenden|kundigen|auflosen
            nicht|kein|nichts ~ verlangern|verlangerung|verlangert|weitermachen
            brauchen|brauche ~ nicht mehr
            wechseln ~ konkurrenz|anbieter|mitbewerber|stripe
            konkurrenz|mitbewerber|herabstufen|downgraden
            kleineren|niedrigeren|gunstigeren|kleinere tarif|paket|plan
            cancelar|cancelen|cancelacion|cancelo|cancela|baja|cancelamento|anular|cancele|cancelem|rescindir
            darme|darnos|dar ~ baja
            dar|darme|darnos|denme ~ alta ~ baja
            no|nao ~ renovar|renueven|renovem|continuar|seguir|renovacion
            competencia|concorrente|concorrencia
            nos|me vamos|voy|largo
            bajar|reducir|pasar|rebaixar|descer ~ plan|plano ~ starter|inferior|basico|menor
            cerrar|cierren|eliminar|borrar|encerrar|excluir|apagar|fechar ~ cuenta|conta
            resilier|resiliation|resilie|annuler|annulation|desabonner|desinscrire|desabonnement
            concurrent|concurrence
            fermer|fermez|supprimer|cloturer|cloturez ~ compte
            forfait|offre|plan inferieur|inferieure
            ne ~ renouveler|renouvelez|continuer|renouvellerons
            partons|quittons|quitter
            """),
        // Of the customer's own customers, or asked about: knowledge.
        Cue.Of(Intents.Cancel, -10, """
            cancel|pause|cancelling|pausing|delete|terminate|close ~ via|through|using|with|by|in|over the|your|api ~ api|endpoint|call
            cancel|pause|delete|close ~ customer|customers|customer's|user|users|end ~ subscription|subscriptions|plan|account
            cancel|pause|delete ~ subscription|subscriptions ~ of|for ~ customer|customers|my|our|user|users
            do not|don cancel
            """),
    ];
}
