namespace Aegis.Grains.Routing;

/// <summary>How people say that something fails, in five languages.</summary>
internal static class DiagnosisCues
{
    public static readonly Cue[] All =
    [
        Cue.Of(Intents.Diagnose, 5, """
            401|403|429|500|502|503|504|401s|403s|429s|500s|502s|503s|504s|4xx|5xx|401er|403er|500er|http401|http500
            unauthorized|unauthorised|unauthenticated|forbidden|autorisiert|autorizado|autorizada|autorise|verweigert
            key_revoked|key_expired|no_api_keys|invalid_key|wrong_environment|trial_expired
            key revoked|valid but|headers
            wrong environment
            trial expired
            bad gateway
            gateway timeout|time
            internal server
            service unavailable
            too many requests
            access denied
            """),
        Cue.Of(Intents.Diagnose, 6, """
            what|whats ~ wrong|up ~ with
            what ~ doing|do wrong
            key|keys|token|clave|cle|chave|schlussel ~ not|no|nao|pas|nicht|never|isn|won ~ accepted|accept|acepta|aceita|valida|valide|gultig|akzeptiert|valid|recognised|recognized|works|work|working
            not|never|isn ~ accepted|recognised|recognized
            expired|ungultig|gultig|invalida|invalide ~ key|clave|cle|chave|schlussel
            key|clave|cle|chave|schlussel ~ ungultig|expired|invalida|invalide|recusada|refusee|rechazada|abgelehnt|caducada
            was|que|qu ~ stimmt|pasa ~ nicht|key|clave|schlussel
            verify|check|test|wissen ~ key|keys|authentication ~ works|work|ok|valid|working
            key ~ works|ok|working
            webhook|webhooks|events ~ stopped|stop|not|no|nicht|plus|missing|kein|twice|mehr|llegan|chegam|fehlen
            no|kein|keine|keinen|einziger webhook|webhooks
            nothing comes|arrives|happens
            problem|issue|error ~ persists|remains|back|again
            same ~ problem|issue|error
            dauern ~ ewig|lange
            tot|dead|offline
            cayo|caida|caido ~ servicio|api|sistema
            no puedo|podemos ~ conectar|llamar|crear|acceder|entrar
            nao consigo|conseguimos ~ conectar|chamar|criar|acessar|autenticar
            ne|n ~ pouvons|peux|arrive|arrivons ~ plus|pas
            impossible de ~ connecter|appeler|creer
            example|sample|ejemplo|exemple|exemplo|beispiel|code ~ error|not|no|pas|nao|nicht|doesn|fails|throws
            gives|giving|get|got|throws ~ me ~ error|errors|exception
            what ~ going on|happening ~ api|calls|requests|integration|server|service
            let|lets me in
            accept my
            aborted
            hang up
            gedrosselt|throttled|drosselung
            cors error
            cors|ssl|tls|dns|certificate ~ error|errors|fails|failed|problem
            gives|giving|returns|get ~ 400|404|409|422
            returns empty|nothing|html
            from 100ms|ms
            rompio|rompieron|quebrou|plante
            bounce|bounces|bouncing
            dropping|drops|dropped ~ connection|connections|requests
            connection ~ dropping|drops|dropped|reset|lost
            get past ~ auth|authentication|login
            flaky
            died|dies
            bad request
            am|m|are|re|get|gets|getting|being|been|keep ~ rate limited|throttled
            am|m|are|re|get|getting|being|been ~ throttled|blocked|rejected|denied
            forbiden|unautorized|failng
            fail|fails|failing|failed|failure|failures
            not|never|nothing|doesn|doesnt|don|dont|cannot|cant|isn|isnt|aren|arent|won|wont|stopped|stops|stop|quit|barely|hardly ~ work|works|worked|working|functioning|responding|respond|responds|connect|connecting|reach|loading|load|authenticate|authenticating
            key_revoked|key_expired|invalid_key|wrong_environment|trial_expired|no_api_keys
            revoked in|anything
            401s|403s|429s|500s everywhere|constantly
            cant|can|couldn|unable ~ make ~ successful|single|any
            can t ~ work|connect|reach|load|authenticate
            no longer ~ work|works|working|accepted|valid|possible
            broken|broke|breaks|breaking|borked|busted
            not|aren|arent|isn|isnt|don|dont|stopped ~ arrive|arrives|arriving|receive|receiving|received|getting|delivered|firing|fired
            api|server|site|endpoint|service|sandbox|prod|production|everything|system|it|is ~ down
            goes|went|going|is down
            outage|downtime|unreachable|unresponsive|unavailable
            crash|crashes|crashing|crashed
            timeout|timeouts|timed|timing ~ out
            timeout|timeouts
            refused|rejected|denied|refusing|rejecting|rejects|refuses|declining
            exception|exceptions|traceback|stacktrace|nullreference*|econn*|etimedout|enotfound|handshake
            stack trace
            throw|throws|throwing|threw
            debug|debugging|troubleshoot|troubleshooting|diagnose|diagnosis|diagnostic|diagnostics|investigate
            hangs|hanging|stuck|freezes|choking
            keep|keeps|kept|still|always|constantly|only|just|all ~ get|gets|getting|getting|seeing|receiving|returning|returns ~ error|errors|401|403|429|500|unauthorized|forbidden
            no|not a ~ request|call|requests|calls goes|go|going|gets|get through
            go|goes|went|gone through
            not able ~ connect|reach|call|authenticate|log|access
            can t ~ connect|reach|call|authenticate|auth|log|login|access|make|create|send|use
            cant|cannot|couldn|couldnt|unable ~ connect|reach|call|authenticate|auth|log|login|access|make|create|send|use
            """),
        Cue.Of(Intents.Diagnose, 4, """
            error|errors|err|erroring|errored|eror|errs
            invalid
            spike|spikes|spiked|surge|jumped
            wrong|weird|strange|fishy|off|odd ~ with my|our|the|your key|keys|api|calls|integration|auth|authentication|connection|requests|setup|account|token
            something ~ wrong|off|weird|fishy|broken
            key|keys|token|credentials|auth|authentication ~ invalid|rejected|refused|expired|denied|wrong|incorrect|dead|broken|problem|problems|issue|issues|error|errors|trouble
            worked|works|work|fine|running ~ yesterday|before|until|earlier|last|locally|postman|curl|staging
            used to work
            since|after ~ noon|deploy|deployment|update|upgrade|release|migration|rotation|morning|weekend|yesterday|today|monday|tuesday|wednesday|thursday|friday|saturday|sunday|night
            api|connection|integration|sync|calls|requests|webhook|webhooks|auth|authentication ~ issue|issues|problem|problems|trouble|troubles|slow|flaky|unstable|intermittent*
            having|facing|experiencing|running|ran|hitting|hit ~ issue|issues|problem|problems|trouble|wall
            rate limited|limiting
            hit|hits|hitting|exceed*|over|reached ~ rate limit|limits
            prod|production ~ down|broken|failing|fire
            fix ~ it|this|now|integration|api|calls
            errno|status 401|403|429|500|502|503
            error|failure rate
            is|are|check|verify|validate|test|why|whether ~ key|keys|token|auth|authentication|connection|credentials ~ valid|ok|okay|working|correct|active|refused|rejected|blocked|fine
            check|verify|validate|test ~ my|our|the key|token|authentication|auth|connection|credentials
            blocked|blocking|throttled|throttling
            latency|slow|slowness|sluggish
            """),
        Cue.Of(Intents.Diagnose, 6, """
            fehlschlagen|fehlgeschlagen|fehlschlag|abgelehnt|abgewiesen|verweigert|gescheitert|scheitert|scheitern
            schlagt|schlagen ~ fehl
            funktioniert|funktionieren|geht|gehen|klappt|klappen|lauft|laufen|tut|reagiert|antwortet ~ nicht|nichts|nimmer|mehr|gar
            nicht|nichts|nix ~ funktioniert|geht|klappt|lauft|erreichbar
            geht|funktioniert gar|uberhaupt
            kaputt|absturz|abgesturzt|sturzt|ausfall|storung|spinnt|streikt
            wirft|werfen|liefert|liefern|bekomme|bekommen|kriege|kriegen|erhalte|erhalten|gibt|zeigt|meldet ~ fehler|fehlermeldung|401|403|429|500
            no|nunca ~ funciona|funcionan|va|van|anda|andan|sirve|responde|responden|conecta|jala|deja|llegan
            falla|fallan|fallando|fallo|fallaron|rechaza|rechazan|rechazada|rechazado|caido|caida|rota|roto
            dejo|dejaron|deja ~ funcionar|responder
            ne|n|rien ~ marche|marchent|fonctionne|fonctionnent|repond|passe|va
            marche|marchent|fonctionne|fonctionnent|repond|passe|passent pas|plus
            echoue|echouent|echec|echecs|plante|plantent|plante|panne|refuse|refuses|refusee|refusees|rejete|rejetee|bloque
            nao|nunca|nada ~ funciona|funcionam|vai|responde|respondem|conecta|chegam|chega
            falha|falham|falhando|falhou|falharam|quebrou|quebrado|quebrada|caiu|recusada|recusado|negado|negada|travando
            parou|pararam|deixou ~ funcionar|responder
            fora do ar
            """),
        Cue.Of(Intents.Diagnose, 4, """
            fehler|fehlermeldung|fehlercode|fehlern|problem|probleme
            errores|fallos
            erreur|erreurs|souci|soucis
            erro|erros
            sale|devuelve|devuelven|da|arroja|recibo|tengo|lanza|obtengo ~ error|errores|401|403|429|500
            renvoie|renvoient|retourne|recois|recoit|ai|donne|obtiens ~ erreur|erreurs|401|403|429|500
            retorna|retornando|recebo|recebendo|dando|da|tomando ~ erro|erros|401|403|429|500
            ungultig|ungultiger|abgelaufen|gesperrt
            invalida|invalido|caducada|expirada|vencida
            invalide|expiree|expire
            """),
        // What an error means is asked of the documents; what fails is to be found out.
        Cue.Of(Intents.Diagnose, -6, """
            what|whats ~ does|do|is|are ~ mean|means|meaning
            how|wie|como|comment ~ handle|react|deal|respond|umgehen|manejar|gerer|lidar|simulate|test ~ 401|403|429|500|503|error|errors|timeouts|timeout
            timeout ~ value|values|recommended|default
            recommended ~ timeout|retry
            does|do|is|are|would ~ 401|403|429 ~ count|returned|mean|retried
            simulate|simular|simuler|simulieren ~ error|errors|errores|erreurs|failed|failure
            breaking changes|change
            know about ~ timeouts|errors|retries
            example|sample ~ with|for ~ error|retries|retry|authentication
            error handling
            what ~ mean|means
            meaning of
            was bedeutet|bedeuten|heisst
            que|qu|o ~ significa|significan|signifie|signifient|quiere|veut|quer
            o que significa|quer
            mean|means|stand|stands ~ for
            when|if|how|which|what ~ would|will|do|does|should|can ~ get|return|returned|returns|retry|retries|handle|happen
            list|all|table|catalog|catalogue of ~ error|status
            error|status|fehler codes|code ~ list|mean|reference|table|return
            """),
        // A charge that fails, an invoice with an error and an answer that did not work are no failing calls.
        Cue.Of(Intents.Diagnose, -8, """
            payment|card|charge|invoice|refund|bill ~ failed|declined|fails|rejected|refused|error|errors
            invoice|invoices|rechnung|factura|facture|fatura
            my|the|a printer|car|phone|laptop|excel|toaster|tv|wifi|dishwasher|fridge
            """),
    ];
}
