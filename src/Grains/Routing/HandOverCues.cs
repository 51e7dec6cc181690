namespace Aegis.Grains.Routing;

/// <summary>Subjects that people decide, not agents of this release: money owed, rights, security, leaving, and the wish for a person.</summary>
internal static class HandOverCues
{
    public static readonly Cue[] All =
    [
        Cue.Of(Intents.HandOver, 12, """
            refund|refunds|refunded|refunding|chargeback|reimburse*|reimbursement
            money back
            my|our|last|your|this|these invoice|invoices
            invoice|invoices|rechnung|factura|facture|fatura ~ wrong|error|errors|incorrect|mistake|false|overdue|stimmt|falsch|incorrecta|incorrecto|fausse|errada|errado
            overcharged|overbilled|overcharge|misbilled
            charged|billed|charging|charge|billing ~ twice|wrong|wrongly|double|incorrectly|much|error|mistake|dispute|again
            dispute|disputes|disputing|disputed
            payment ~ failed|problem|issue|declined|wrong|overdue|late
            wrong|incorrect|duplicate|unexpected ~ charge|bill|payment|amount|invoice
            my|our|the|last|this bill
            ruckerstattung|erstattung|erstatten|abgebucht|mahnung|reklamation
            reembolso|reembolsar|reembolsen|cobro|cobraron|cobrado|estorno|cobranca|cobraram|devolucion
            remboursement|rembourser|remboursez|prelevement|preleve|litige
            """),
        // Sending invoices is what the product is for; asking about one is for a person.
        Cue.Of(Intents.HandOver, 5, """
            invoice|invoices|invoiced|rechnung|rechnungen|factura|facturas|facture|factures|fatura|faturas
            """),
        // "... or I want a refund": a threat shows how urgent the wish beside it is.
        Cue.Of(Intents.HandOver, -9, """
            or|otherwise|unless i|we|ill|im ~ cancel|cancelling|refund|leave|leaving|dispute|complain
            """),
        Cue.Of(Intents.HandOver, 12, """
            cancel|cancels|cancelling|canceling|cancelled|terminate|close|delete|remove ~ subscription|plan|account|trial|contract|membership|service|renewal
            stop|end my|our|the|this subscription|plan|contract|trial|membership|service
            cancellation|unsubscribe
            want|like|wish|going|how|need|please|must ~ cancel
            kundigen|kundigung|kundige|stornieren|storno
            cancelar|cancelacion|baja|cancelamento|anular
            resilier|resiliation|annuler
            konto|account ~ loschen
            eliminar|borrar|excluir|apagar ~ cuenta|conta|datos|dados
            supprimer|fermer ~ compte|donnees
            """),
        Cue.Of(Intents.HandOver, 16, """
            gdpr|dsgvo|rgpd|lgpd|ccpa|hipaa|dpa|dsar
            privacy|datenschutz|privacidad|privacidade|confidentialite
            personal|customer|my|our|all data ~ delete|erase|export|remove|stored|processed|protected|shared|sold
            delete|erase|export|remove|forget|stored|store|process|share|sell|protect ~ data
            right to be forgotten
            data ~ processing|protection|retention|residency|subject
            data stored|kept|located
            access ~ my|our|the data
            """),
        Cue.Of(Intents.HandOver, 16, """
            hacked|breach|breached|leak|leaked|leaking|stolen|phishing|compromised|vulnerability|vulnerabilities|exploit|exposed|pentest|intrusion|malware|fraud|fraudulent
            security ~ incident|issue|hole|report|question|questionnaire|audit|review|concern|problem|team|certification|policy|flaw
            soc 2|ii|two
            soc2|iso27001|pci|penetration
            iso 27001
            sicherheitslucke|sicherheitsvorfall|gehackt|sicherheit
            seguridad|seguranca|securite|hackeado|hackeada|piratee|pirate|filtrado|vazou|vazamento|brecha
            """),
        Cue.Of(Intents.HandOver, 16, """
            lawyer|attorney|legal|lawsuit|sue|court|subpoena|anwalt|abogado|avocat|advogado
            complaint|complain|beschwerde|queja|reclamacion|reclamacao|plainte|reclamation
            """),
        Cue.Of(Intents.HandOver, 12, """
            speak|talk|chat|connect|escalate|transfer|put|contact|call ~ human|person|agent|manager|representative|supervisor|operator|staff|sales
            real|actual human|person
            human agent|being|please|support
            mit|einem ~ menschen|mitarbeiter|ansprechpartner
            hablar|falar|parler ~ persona|humano|alguien|pessoa|alguem|humain|personne|quelqu|agente|conseiller
            """),
        Cue.Of(Intents.HandOver, 6, """
            speak|talk|chat|escalate ~ someone|somebody
            """),
        Cue.Of(Intents.HandOver, 10, """
            discount|discounts|negotiate|rabatt|descuento|desconto|remise|coupon
            upgrade|downgrade ~ plan|account|subscription|tier|to|me|us
            pricing|price|prices|quote|preis|preise|precio|precios|preco|tarif|tarifs
            tax|taxes|vat|ust|iva
            """),
    ];
}
