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
            tier|plan up|higher|bigger
            move|go up ~ tier|plan
            go pro|enterprise
            paid plan|subscription|version
            paying customer
            become ~ customer ~ paying
            buy|purchase|kaufen|comprar|acheter
            ready|decided|want ~ buy|pay|subscribe
            too|not ~ small|enough|low ~ us|now|anymore|limit|starter
            starter ~ too|small|enough|reicht|klein|pequeno|petit
            limits|limit|quota too low|small|tight
            reicht ~ nicht
            yearly|annual|monthly option|billing|plan|price|payment
            see|show|view ~ plans|pricing|prices
            plan comparison
            starter and|vs|or pro
            does|do|what|how|is|how many ~ pro|enterprise ~ include|allow|have|cost|offer
            increase|raise|higher|more ~ rate|limit|cap
            per second|minute ~ need
            overage|overages
            free tier|plan
            free or
            payment method
            credit card ~ add|enter
            enter ~ card
            add ~ card|payment
            extra|additional calls|requests
            after|comes starter
            usage|volume|traffic|business|we ~ growing|grows|grown|grew|tripled|doubled|increasing
            included|include|includes ~ pro|enterprise|starter|plan
            add ~ seats|users|licenses
            expect|anticipate|plan ~ volume|growth|traffic|calls
            """),
        Cue.Of(Intents.Upgrade, 8, """
            upgraden|hochstufen|aufstocken
            was|wieviel|wie ~ kostet|kosten|teuer
            kostet|kosten
            nachsthoher*
            limit|limits ~ erhohen|hochsetzen|anheben
            mehr ~ volumen|anfragen|aufrufe
            gratis|kostenlos ~ tarif|kostenpflichtig|oder
            tarif|pakete|paket ~ empfehl*|passt|enthalten
            paket ~ enthalten
            bezahltes|bezahlt abo
            jahrliche zahlung
            auf|zu|zum ~ pro|enterprise|hoheren|grosseren|premium ~ wechseln|tarif|paket|umsteigen
            welche|eure|andere|hoheres|grosseres|mehr|hoherer|grosserer ~ tarife|pakete|plane|kontingent|volumen|anfragen|paket|tarif
            kontingent
            cuanto|cuantos|cuanta ~ cuesta|cuestan|vale|sale|costaria
            pasar|subir|mejorar|cambiar|ampliar|aumentar ~ plan|limite|cuota|pro|enterprise
            que ~ incluye|plan ~ conviene|pro
            plan ~ conviene|pequeno|pago
            contratar|comprar ~ plan|pago
            pasar|passer|passar ~ pago|payant|paga
            queda pequeno
            limite ~ subir|subanme|aumentar
            subanme|aumentem ~ limite
            es|e|c gratis|gratuit
            esta incluso|incluido
            inclus ~ plan|pro
            forfait ~ petit
            grille tarifaire
            quel plan
            assinar ~ plano|pago|pro
            plano ~ pago|pequeno|pro|maior
            incluso
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
            coupon|coupons
            price match
            budget ~ tight
            we|can ~ pay less
            can|t afford
            afford
            prices ~ steep|high
            steep
            referral|bonus
            sale going
            sale
            waive
            free month
            first month
            month free
            extend|extension ~ trial
            trial ~ extension|extended
            price ~ too high|high
            too high
            double what
            education|educational|academic licence|license
            keep ~ old|former|current ~ price|rate
            lower|reduce my|our bill
            open source ~ free
            partner|startup program
            promocion|promociones|promocao|promocoes|oferta|ofertas
            ristourne|rabais|meilleur prix|association
            meilleur prix
            premier mois
            primer mes
            primeiro mes
            mes gratis
            igualan|alinez|alignez|cobrem ~ precio|prix|preco
            sonderkonditionen|gunstiger|aktionen|vereinsrabatt|bestandskunden|spielraum
            preis ~ hoch|reden|besser|spielraum
            besseren preis
            mas barato
            mais barato
            caro
            baixar|bajar ~ precio|preco
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
            special|good|better|best deal|deals
            deal for|on
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
            end|ending|finish|discontinue|discontinuing|quit|quitting ~ contract|subscription|trial|service|use|this|it|agreement
            discontinue|discontinued
            notice of termination|cancellation
            smaller|lower|cheaper|basic|free|starter plan|tier|package
            go|going|drop|step|move|back ~ down|to ~ plan|tier|starter|free|basic
            back to ~ starter|basic|free
            scale|take us|me down|off
            only need starter|basic
            off ~ pro|enterprise|platform
            freeze|pause|hold ~ plan|subscription|account|my|our
            on hold
            not|longer|no ~ interested
            not interested
            don|dont|no|longer ~ need|want ~ you|this|service|anymore|it
            another|different vendor|provider|direction|supplier
            other|cheaper ~ vendor|provider|found
            we|i ~ found ~ cheaper|better
            get|want|way out
            i|m|we|re|are|be|ll ~ out|off
            i m|am out
            why should ~ stay
            convince me
            thinking|considering|about|plan|planning ~ quit|quitting|stop|stopping|leave|leaving|switch|switching|cancel|cancelling
            opt out
            migrating away
            don|dont ~ extend
            quit
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
            raus|aussteigen|aufhoren|kein interesse
            horen|hore auf
            kein|keinen|nicht ~ interesse|bedarf|mehr|weiter
            steigen|steige ~ um|aus
            beenden|beendet|abo beenden
            vertrag|abo|testphase|konto|dienst ~ beenden|raus|aufheben|nutzen
            anderen|andere anbieter|anbieterwechsel
            uberlegen|wollen ~ wechseln
            tarif|stufe runter
            kleineren|niedrigeren|gunstigeren|kleinere tarif|paket|plan
            cancelar|cancelen|cancelacion|cancelo|cancela|baja|cancelamento|anular|cancele|cancelem|rescindir
            darme|darnos|dar ~ baja
            dar|darme|darnos|denme ~ alta ~ baja
            no|nao ~ renovar|renueven|renovem|continuar|seguir|renovacion
            competencia|concorrente|concorrencia
            nos|me vamos|voy|largo
            bajar|reducir|pasar|rebaixar|descer ~ plan|plano ~ starter|inferior|basico|menor
            ya|no|nao ~ queremos|quiero|necesito|necesitamos|interesa|preciso|precisamos|quero|interesse ~ servicio|servico|mas|seguir|mais
            ya no
            terminar|finalizar|rescindir|encerrar|salir|salgo|saio|sair ~ contrato|plan|plano|servicio|servico
            cambiar|cambiamos|mudar|mudamos|trocar|changer|changeons ~ proveedor|fornecedor|fournisseur|prestataire
            otro|outro|autre ~ proveedor|fornecedor|fournisseur|prestataire
            me quiero ir
            quero sair
            bajar|descer|descendre|baixar ~ plan|plano|forfait
            mettre fin
            arrete|arreter|arretons ~ abonnement|service|contrat|fermer|merci
            n ~ plus besoin|interesse
            plus interesse
            sortir ~ contrat
            passe|passons ~ chez
            revenir ~ starter
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
