namespace Aegis.Grains.Routing;

/// <summary>How people say that they are new and want to be set up, in five languages.</summary>
internal static class OnboardingCues
{
    public static readonly Cue[] All =
    [
        Wish("""
            get|gets|getting|got|gotten ~ started
            only|just|recently created|opened ~ account
            how|tell ~ does|do|is|me ~ this|it|everything ~ work
            start|starts|started|starting|begin|begins|beginning ~ with|using
            set|sets|setting ~ up
            setup|setups
            sign|signs|signing ~ up
            onboard*
            on|in board|boarding
            aboard
            up and running
            up n|to speed
            get|getting|be|us|me|be ~ going|rolling|running|moving
            first step|steps|thing
            initial|basic|early|introductory configuration|setup|steps|guide|help|instructions
            steps to|for|do
            step by
            introduce|introduction|intro|rundown|overview|init|ramp|onramp
            on the road
            right direction
            crash course
            lay of the
            basics|walkthrough|orientation|rollout|instructions|tutorial|quickstart|ropes
            quick start
            kick|kicking ~ off
            kickoff|kickstart|jumpstart
            let|lets ~ go|start|begin|roll|rock
            where|how|what ~ start|begin|first
            want|like|love|let|give ~ try|spin|test
            give it a
            free trial|demo
            demo|test|trial account
            playground
            prepare everything
            account ~ empty
            walk me through
            i m|am new
            never used
            hook me up
            finished|just|have ~ signing|signed ~ contract
            supposed|meant|have to begin|start
            want|need|like|ready ~ start
            testaccount|testkonto|testzugang
            startd|strted|strated
            accompagn*
            je debute
            what next|now
            now what
            what do|should|must|can|shall i|we ~ do
            how|advise|and|we|to ~ proceed
            what s next|now
            what happens|comes next|now|first
            hook|sort me|us|everything|all up|out
            spin|fire|spinning up
            off the ground
            ground running
            go|going|went live
            ball rolling
            from zero|scratch|nothing
            """),
        Wish("""
            einrichten|einrichte|einrichtung|loslegen|losgeht|loszulegen|einzurichten|starthilfe|anleitung|einfuhrung|einweisung|anfangen|anzufangen|einsteigen|einstieg
            richte|richten|richtet ~ ein
            fangen|fange|fang ~ an
            legen|leg|lege|geht|gehts|ging|gehen ~ los
            probezugang|demo konto|testzugang
            neu hier
            wissen|weiss nicht weiter
            kann ich ~ testen|ausprobieren
            prueba gratis|gratuita
            essai gratuit
            teste gratis
            cuenta|conta|compte ~ prueba|demo|essai|teste|nueva|nova
            je suis|debutant nouveau|nouvelle
            comment debuter|demarrer
            quiero|quero|veux|voudrais ~ probar|testar|tester|essayer|experimentar
            erste|ersten schritt*
            starten|startklar|inbetriebnahme|freischalten|anmelden|registrieren|aktivieren
            dar ~ alta
            darme|darnos|dame|denme ~ alta
            empezar|empiezo|empiece|comienza|orientacion|empezamos|empecemos|comenzar|comienzo|comencemos|arrancar|iniciar|inicio|configurar|configurarme|configuracion|ponerme|registrarme|activar|inscribirme|inscribir
            primeros pas*
            puesta|poner|ponernos|ponme|pongan ~ marcha
            commencer|commence|lance|demarrons|commencons|demarrer|demarrage|demarre|debuter|lancer|configurer|configuration|inscrire|inscription|activer|installer
            premiers|premieres pas|etapes
            mise|mettre|mettez ~ route|place|service
            comecar|comeco|comecamos|comecando|cadastrar|cadastro|cadastre|ativar|configure|inscrever
            primeiros passos
            por ~ funcionar
            was|wie ~ muss|soll|sollen|mussen|tun|weiter|machen
            und jetzt|nun
            et|e|y maintenant|agora|ahora
            que|qu|quoi ~ dois|doit|faire|faut|hago|hacer|faco|fazer|fazemos|hacemos
            comment|como ca|faire|proceder|faz|faco|hago|funciona|marche
            prise en
            passo|paso a
            pasos|passos|etapes
            """),
        Newcomer("""
            new|newest|fresh|recent ~ customer|customers|client|clients|user|users|account|acct|subscriber|member|merchant|signup|joiner|starter|tenant|buyer|developer
            new|fresh here|to|with|at|2
            brand|totally|completely|pretty|really|quite new
            am|m|im|re|we|are|r|being|guy|girl new
            newbie|newcomer|noob|n00b|rookie|newly|beginner|newb
            just|recently|freshly|finally ~ signed|joined|registered|subscribed|bought|purchased|created|arrived|enrolled|became|become|switched|adopted|opened|moved|got|picked|chosen|hired
            signed|joined|bought|purchased|registered|subscribed ~ today|yesterday|ago|week|morning|now|just
            opened|made|created ~ account
            became|become ~ customer|client|user|subscriber
            never ~ used|tried|touched|worked|done
            first|1st time|timer|day|customer
            no|zero experience|clue|idea
            no idea|clue ~ how|where|what
            unfamiliar|inexperienced|lost|clueless|overwhelmed
            not ~ familiar|experienced
            first week|month
            """),
        Readiness("""
            m|im|am|re|are|is a|an|your|chargebee customer|client|subscriber|user
            customer|client of yours|now|today
            first ~ call|request
            get|getting|make|making|have ~ working|work|live
            configure|configured|configuring|install|installing|implement|implementation|deploy|adopt|adopting
            """),
        Newcomer("""
            neukunde|neukundin|neukunden|neuling|anfanger|neueinsteiger
            neuer|neue|neuen ~ kunde|kundin|kunden|nutzer|konto|account
            bin|sind|ganz|komplett neu
            premiere|erste|ersten|erstes|primera|primeira fois|mal|vez
            habe|haben|bin|sind ~ registriert|angemeldet|geworden
            gerade|frisch|eben|soeben ~ angemeldet|registriert|gekauft|abgeschlossen|dabei
            nuevo|nueva|nuevos|nuevas ~ cliente|clienta|clientes|usuario|usuaria|aqui|cuenta
            cliente|clienta|clientes|usuario|soy|somos ~ nuevo|nueva|nuevos|nuevas
            acabo|acabamos ~ registrar*|contratar|comprar|unirme|inscribir*
            recien|novato
            nouveau|nouvelle|nouveaux|nouvelles ~ client|cliente|clients|utilisateur|utilisatrice|ici|compte
            client|cliente|suis|sommes ~ nouveau|nouvelle|nouveaux
            viens|venons ~ inscrire|arriver|souscrire|creer|acheter|rejoindre
            debutant|debutante|debutants
            novo|nova|novos|novas ~ cliente|clientes|usuario|usuaria|aqui|conta
            cliente|clientes|sou|somos ~ novo|nova|novos|novas
            acabei|acabamos ~ assinar|cadastrar|registrar|contratar|chegar|criar|comprar|entrar
            iniciante
            """),
        Trial("""
            trial|trials
            free|test|demo|sandbox|playground|evaluation ~ trial|account|environment|site|subscription|access|env
            start|create|open|make|need|want|get|give|provision|activate|register|build|launch ~ account|trial|sandbox|access|workspace|environment|tenant|profile
            sandbox|playground
            testversion|testkonto|testzugang|probezeit|testphase|probeabo|testumgebung|testaccount|zugang
            prueba|ensayo|cuenta
            essai|compte
            teste|experimentar|avaliacao
            """),
        Readiness("""
            activate|activation|activated|enable|provision|provisioning|register|registration|enroll|enrol|enrolment|enrollment|initialize|initialise|bootstrap
            start|starts|started|starting|strat|begin|begins|beginning|began
            ready to|for
            get|make|getting|have ~ ready
            want|wanna|like|love|looking|wish|trying|try|eager|keen ~ use|try|evaluate|start|begin|test|adopt|explore
            need|want|get ~ chargebee
            walk|guide|guiding|take|lead|show|talk|bring|step ~ through|around|how
            going|go|went|decided|settled|chose|chosen|picked ~ with|on|for|you
            how ~ does|do ~ this|it|work
            benutzen|nutzen|verwenden|ausprobieren|testen
            usar|utilizar|probar|utiliser|essayer|tester|testar
            """),
        Plea("""
            help|helping|helps|assist|assistance|guide|guidance|hand|explain|teach|onto|pls|please|plz
            hilfe|hilf|helfen|helft|hilfst|bitte|unterstutz*|zeig|zeigen|begleit*
            ayuda|ayudame|ayudenme|ayudar|ayudarme|ayudeme|ayudanos|auxilio|guiame|ensename|favor
            aide|aider|aidez|aidemoi|guidez|guider|expliquez|accompagn*|aidenous|svp
            ajuda|ajude|ajudar|ajudem|ajudarme|socorro|orient*|auxili*|guia
            """),
        Hint("""
            new
            neu|neuer|neue
            nuevo|nueva|nuevos|nuevas
            nouveau|nouvelle|nouveaux
            novo|nova|novos|novas
            """),
        // Naming the product is no wish, but shows what the help is for.
        Hint("""
            chargebee
            """),
        // Told not to: nobody is set up against their word.
        Cue.Of(Intents.StartOnboarding, -20, """
            do not|never set|create|sign|activate|provision|onboard|register
            don|dont t|not set|create|sign|activate|provision|onboard|register
            dont set|create|sign|activate|provision|onboard|register
            """),
    ];

    private static Cue Wish(string phrases) => Cue.Of(Intents.StartOnboarding, 4, phrases);
    private static Cue Newcomer(string phrases) => Cue.Of(Intents.StartOnboarding, 4, phrases);
    private static Cue Trial(string phrases) => Cue.Of(Intents.StartOnboarding, 3, phrases);
    private static Cue Readiness(string phrases) => Cue.Of(Intents.StartOnboarding, 3, phrases);
    private static Cue Hint(string phrases) => Cue.Of(Intents.StartOnboarding, 2, phrases);
    private static Cue Plea(string phrases) => Cue.Of(Intents.StartOnboarding, 1, phrases);
}
