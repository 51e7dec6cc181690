namespace Aegis.Grains.Routing;

/// <summary>Subjects that people decide, never agents: money in dispute, security, rights over data, law, and the wish for a person.</summary>
internal static class HandOverCues
{
    public static readonly Cue[] All =
    [
        Billing(12, """
            refund|refunds|refunded|refunding|chargeback|chargebacks|reimburse*|reimbursement
            money back|returned|refunded
            overcharged|overbilled|overcharge|misbilled
            charged|billed|charging|charge|billing|invoiced|debited ~ twice|wrong|wrongly|double|incorrectly|much|error|mistake|dispute|again|3x|2x|two|three|times|after|without|still|thrice
            double|twice charged|billed|charge|charges|billing|debited
            why|was|were|got|been|you ~ charged|billed|debited ~ me|us|my|our|card|for|again|twice|after
            you ~ charged|billed|took|debited|deducted me|us|my|our
            contest|contesting|conteste|contester
            took|taken|deducted|debited|withdrew ~ money|card|account|euro|euros|dollars|usd|eur|payment
            dispute|disputes|disputing|disputed
            payment|payments|card ~ failed|problem|issue|declined|wrong|overdue|late|rejected|refused
            wrong|incorrect|duplicate|unexpected|unauthorized|unauthorised|unknown|fraudulent|mystery ~ charge|charges|bill|payment|amount|invoice|transaction
            don|dont|not|never|didn|cannot ~ recognise|recognize|authorise|authorize|authorized|authorised|agreed|approved ~ charge|payment|transaction|this|that|it
            corrected|new|revised ~ invoice
            bill|invoice ~ doubled|tripled|higher|increased|wrong|incorrect|without
            my|our|last|your|these invoice|invoices ~ wrong|incorrect|error|mistake|false|overdue|twice|too
            invoice|invoices|rechnung|factura|facture|fatura ~ wrong|incorrect|mistake|false|overdue|stimmt|falsch|incorrecta|incorrecto|fausse|errada|errado|twice
            invoice ~ has ~ error|errors|mistake
            error|mistake ~ on|in ~ my|our|the|your|last ~ invoice|bill
            my|our|the|last|this bill
            stolen|steal|theft|scam|scammers ~ money|card
            theft|scam|ripoff
            rip off
            overpaid|overpaying|overpayment|overpaid
            paid ~ twice|already|two times|double
            already paid
            reverse|reversed|contest ~ charge|payment|transaction|debit
            amount|price|sum ~ invoice|bill|debited|charged ~ match|agreed|wrong|different|doesn|not
            invoice|bill|price|amount ~ agreed|contract|quoted
            late fee|fees
            dunning letter|notice
            credit note
            sla credit|credits
            compensation|compensate
            bill|charge|invoice us|me ~ again|anyway|still
            still ~ charged|charging|billed|billing
            used without permission
            billing dept|department|mistake|error|address|complaint
            change|update ~ billing|company ~ address|name|entity|details|data
            my|our card ~ used|charged|debited
            purchase order|po number
            reminders ~ paid
            ruckerstattung|ruckzahlung|erstattung|erstatten|erstattet|abgebucht|abbuchung|mahnung|reklamation|lastschrift
            geld zuruck
            doppelt ~ abgebucht|berechnet|belastet|bezahlt
            zweimal|zwei|doppelt|falsch|erneut|wieder|trotzdem|weiter ~ belastet|abgebucht|berechnet|bezahlt
            belastet|abgebucht|bezahlt ~ zweimal|doppelt|falsch|trotzdem
            rechnung|betrag ~ stimmt|falsch|hoch|korrigieren|vertrag
            rechnungsadresse|rechnungskorrektur
            haben|schon ~ bezahlt
            quiero|mi|devuelvan ~ dinero
            cargo|cargos|debito|importe ~ reconozco|equivocado|duplicado|mal|autorice
            cobran|cobrando|cobraron|cobrado|cobrar ~ mas|otra|vez|mal|doble|aunque|duplicado
            facturado|facturaron ~ dos|mal|doble
            pagamos|paguei ~ factura|fatura|vez|vezes
            importe|valor|montant ~ factura|fatura|facture
            datos de facturacion
            adresse de facturation
            endereco de cobranca
            autorise|autorisee ~ paiement|debit|prelevement
            paye|paiement ~ deux fois
            cobrado|cobrados|cobrada ~ errado|duas|vezes|novo|mais
            reembolso|reembolsar|reembolsen|cobro|cobros|cobraron|cobrado|cobrada|cobrados|estorno|estornar|cobranca|cobrancas|cobraram|devolucion|reembolsem|cobran
            devuelv*|devolv* ~ dinero|dinheiro|plata
            dinero|dinheiro ~ vuelta|volta
            no|nao ~ reconozco|reconheco|autorice|autorizei
            remboursement|rembourser|remboursez|rembourse|prelevement|preleve|prelevee|litige|debite|debitee|facturee|conteste|contester
            facture deux
            """),
        // "... or I want a refund": a threat shows how urgent the wish beside it is.
        Cue.Of(Intents.HandOver, -12, """
            or|otherwise|unless i|we|ill|im ~ refund|leave|leaving|dispute|complain
            """),
        // How the product refunds the customer's own customers is in its documents.
        Cue.Of(Intents.HandOver, -12, """
            how|which|what|can|is ~ refund|refunds|dispute|disputes|chargebacks|chargeback ~ customer|customers|api|endpoint|event|events|webhook|subscriber|end
            refund|refunds|dispute|disputes|chargebacks|chargeback ~ via|through|using|over|in|with ~ api|endpoint|sandbox
            endpoint|webhook|event|events ~ for ~ refund|refunds|dispute|disputes|chargeback|chargebacks
            """),
        Cue.Of(Intents.HandOver, 16, """
            gdpr|dsgvo|rgpd|lgpd|ccpa|hipaa|dpa|dsar|rgdp|gpdr
            privacy|datenschutz|datenschutzbeauftragter|privacidad|privacidade|confidentialite
            personal|customer|customers|my|our|all|user data ~ delete|erase|deleted|erased|export|remove|removed|stored|processed|protected|shared|sold|supprimees
            delete|erase|remove|forget|stored|store|process|share|sell|protect|wipe|purge|collect|see ~ my|our|all|personal|customer|users|their|me|us ~ data|information|records
            personal data|information
            share|sell|sharing|selling ~ data
            right to ~ be ~ forgotten|erasure
            right|rights ~ erasure|access|forgotten
            subject access
            article 15|17|20|28
            art 15|17|20|28
            data ~ processing|protection|residency|subject
            data|daten stored|kept|located|hosted|gespeichert|liegen
            where ~ data ~ stored|hosted|located|kept|live
            access ~ my|our|the|customers data
            everything|information|data ~ you ~ store|have|hold|keep|collect ~ about|on
            meine|unsere|alle|personenbezogene daten ~ loschen|gespeichert|auskunft|exportieren
            losch* ~ daten
            personenbezogen*|auftragsverarbeitung|avv
            borren|borrar|eliminar|eliminen|suprimir|apagar|apaguem|excluir|excluam|exclua ~ datos|dados
            subprocessor|subprocessors|sub processors
            data ~ leave|leaves ~ eu|europe
            delete|erase ~ everything ~ about|me
            forget me
            consent|einwilligung|consentimiento|consentement|consentimento
            dpo|datenschutzbeauftragte*|nda|baa
            data protection
            right|rights ~ access
            remove|delete ~ my|our ~ name|email|address|phone|personal|information
            what|which|welche|que|quelles ~ data|daten|datos|donnees|dados ~ keep|have|store|speichert|guardan|gardez|guardam|stored|personal
            donde|onde|ou|wo ~ guardan|hebergees|guardados|armazenados|gespeichert|gehostet|hospedados|datos|dados
            encarregado de dados
            where ~ servers
            train ~ ai|model|models
            datos|dados personales|pessoais
            donnees personnelles
            supprimer|supprimez|supprimees|effacer|effacez ~ donnees
            donnees ~ supprimees|effacees
            """, HandOverReasons.Privacy),
        Cue.Of(Intents.HandOver, 16, """
            hacked|hack|hacker|hackers|breach|breached|breaches|leak|leaked|leaking|leaks|stolen|stole|phishing|phished|compromised|compromise|vulnerability|vulnerabilities|vuln|exploit|exposed|exposing|pentest|intrusion|intruder|malware|ransomware|fraud|fraudulent|backdoor
            xss|csrf|idor|sqli|ssrf|rce|cve
            sql injection
            disclosure
            bug bounty
            key|keys|secret|token|password|credentials|sk_live ~ public|github|gitlab|pastebin|slack|committed|published|posted|pushed|screenshot|repo|repository|wild
            committed|published|posted|pushed|pasted|checked|uploaded|exposed|shared ~ key|keys|secret|token|credentials|password|sk|sk_live
            someone|somebody|anyone|stranger|they|attacker|unknown ~ using|uses|used|has|stole|got|access ~ our|my|the ~ key|keys|account|token|credentials|data
            someone|somebody else ~ using|uses|has|logged|access|knows
            suspicious|unusual|unknown|unrecognized|strange ~ login|logins|activity|access|ip|sign
            calls|requests|traffic|logins ~ we|i|not|never ~ didn|didnt|not|never ~ make|made|ours
            not ~ ours|us
            ex|former employee|employees|colleague|contractor ~ access
            read|see|access|view ~ other|others|another ~ customer|customers|tenant|tenants|company|companies|people
            security ~ incident|issue|hole|report|question|questions|questionnaire|audit|review|concern|problem|team|certification|policy|flaw|bug|researcher|breach|weakness|contact
            soc 2|ii|two
            soc2|iso27001|pci|penetration
            iso 27001
            sicherheitslucke|sicherheitsvorfall|sicherheitsproblem|gehackt|sicherheit|geleakt|gestohlen|schwachstelle|offentlich
            seguridad|seguranca|securite|hackeado|hackeada|hackearon|hackearam|piratee|pirate|pirates|filtrado|filtro|filtrada|filtraron|vazou|vazaram|vazamento|brecha|vulnerabilidad|vulnerabilidade|faille|fuite|fuitee|fuite|expuesta|robaron|robada|roubaram|roubada|volee|vole
            pushed|committed|uploaded|pasted|posted|emailed|published|checked ~ env|key|keys|secret|credentials|token
            gist|public repo|repository|bucket|gist
            ended up ~ public|github|internet
            key|token|secret|credentials ~ wrong person|hands
            visible|readable ~ frontend|public|source|bundle
            bypass ~ your|the ~ authentication|auth|login|security
            clickjacking|escalation|vulnerable
            weird|strange|suspicious|phishing mail|email|mails|message
            email|mail ~ from you ~ scam|real|phishing
            ip|ips ~ isn|not|unknown ~ ours|us
            impersonat*
            lost access
            2fa|mfa|authenticator
            requests|calls|traffic ~ isn|not|aren t ~ ours|us
            fremde|fremder|unbekannte ~ zugriffe|zugriff|anmeldung|aufrufe
            jemand|quelqu|alguien|alguem ~ nutzt|benutzt|verwendet|utilise|usa|usando|entro|entrou|connecte
            publie|publiee|publiquei|publique|subi|subimos|veroffentlicht ~ cle|clave|chave|key|github
            actividad|atividade|activite ~ sospechosa|suspeita|suspecte
            verdachtige|verdachtig
            falla|falha ~ seguridad|seguranca
            a fuite
            """, HandOverReasons.Security),
        Cue.Of(Intents.HandOver, 16, """
            lawyer|lawyers|attorney|legal|lawsuit|sue|suing|court|subpoena|anwalt|abogado|abogados|avocat|advogado|advogados|rechtsanwalt|gericht|justicia|tribunal|procon
            complaint|beschwerde|queja|reclamacion|reclamacao|plainte|reclamation
            file|lodge|formal|make|want|official ~ complain|complaint
            report|reporting|reported ~ you|company ~ to
            solicitor|harassment|liable|liability|damages|denounce
            cease and
            legal|contract ~ team|department|notice|action|steps|entity
            hear from ~ lawyer|solicitor|attorney|court
            consumer protection|agency
            verbraucherzentrale|verbraucherschutz
            denunciar|denunciare|denunciarlos|denuncia|processar
            """, HandOverReasons.Legal),
        Cue.Of(Intents.HandOver, 12, """
            speak|talk|chat|connect|escalate|transfer|put|contact|call|get|need|want|give|let|prefer|reach ~ human|person|agent|manager|representative|rep|supervisor|operator|staff|sales|ceo|boss|employee|specialist|people
            real|actual|live human|person|agent|people
            human agent|being|please|support|now|help
            human|humans|supervisor|representative
            escalate|escalation
            agent please|now
            not|no|stop|instead|don|dont|tired|sick ~ talk|talking|speak|chat|speaking ~ bot|machine|robot|computer|ai
            talk|talking|speak|chat ~ a|to|with ~ bot|machine|robot|computer
            not|no a ~ bot|machine|robot
            phone number|call|support
            call ~ me|us back
            call|ring me|us
            callback request|please
            rufen|ruft|ruf ~ zuruck|an
            mit|einem|einen|echten ~ menschen|mitarbeiter|ansprechpartner|mensch|vorgesetzten|berater
            menschen|ansprechpartner|vorgesetzten|sachbearbeiter
            mitarbeiter bitte|sprechen|support
            menschen|mensch ~ bitte|sprechen|reden
            jemandem|jemand ~ sprechen|reden|telefonieren|anrufen|schreiben
            ruckruf|telefonnummer|anrufen|telefonieren
            pouvez|peut|rappeler ~ rappeler|moi
            alguem|alguien ~ ligar|llamar|llame|ligue
            llamenme|llamame|llame|ligue|liguem ~ me|por|para
            phone|ring me
            support|human|live agent
            talk|speak|chat ~ engineer|developer|cto|ceo|team
            no more bots|robots
            press inquiry|enquiry|request
            reseller|partnership|partner program
            account manager
            demo|call|meeting|zoom ~ sales|team|someone|you
            set up ~ meeting|call
            schedule|book ~ call|meeting|demo
            hablar|falar|parler|comunicar|paseme|pasame|passez|passer|atendido|comuniquenme ~ persona|humano|alguien|pessoa|alguem|humain|personne|quelqu|agente|conseiller|responsable|supervisor|atendente|gerente|asesor|operador|responsavel
            humano|humana|humain|atendente|supervisor|gerente|asesor|conseiller ~ favor|svp|plait|ya|agora|ahora|real|vrai|vraie|verdad
            un|um|una|uma humano|humain|atendente|supervisor|gerente|asesor|conseiller|agente|persona|pessoa
            atendente|supervisor|gerente|asesor|conseiller
            vraie|vrai personne|humain
            passe|pasenme|paseme|passa ~ humano|persona|alguien|supervisor|atendente
            """, HandOverReasons.Person),
        Cue.Of(Intents.HandOver, 6, """
            speak|talk|chat|escalate ~ someone|somebody
            operator
            """, HandOverReasons.Person),
        // A talk about the beginning is what the set-up is for.
        Cue.Of(Intents.HandOver, -6, """
            someone|somebody ~ about|for|with ~ getting|get|set|setting|start|starting|started|onboarding|setup|trial
            """),
        // Who or what is talking is idle talk, and another subject takes no person.
        Cue.Of(Intents.HandOver, -14, """
            are|r|bist|eres|es|voce|sind you|u|du|tu|e|sie ~ human|person|real|bot|robot|mensch|humano|humain
            eres|es ~ humano|humain
            call me ~ taxi|cab|uber|crazy|maybe
            lower|reduce|cut my|our bill
            complaint|feedback ~ chatbot|bot|answer|reply
            """),
        // A machine's word that it may decide is for a person to weigh.
        Cue.Of(Intents.HandOver, 12, """
            i m|am the|an|your ~ admin|administrator|root|developer|owner|ceo|boss ~ allowed|approve|override|grant|authorized|permission
            allowed ~ i|im ~ admin|administrator|root
            """, HandOverReasons.Person),
    ];

    private static Cue Billing(int weight, string phrases) => Cue.Of(Intents.HandOver, weight, phrases, HandOverReasons.Billing);
}
