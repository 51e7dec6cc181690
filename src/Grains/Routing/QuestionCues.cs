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
            """),
        Cue.Of(Intents.GetKey, 6, """
            show|what|where|whats|give|need|lost|forgot|forgotten|get|retrieve|find|see|view|display|resend|send|reveal|have|want|misplaced|generate|create|issue|grab|obtain|locate|copy|tell|remind|new|fetch|which ~ key|keys|token|credential|credentials|apikey
            api|secret|test|access|auth key|keys|token|credentials
            apikey|apikeys|keys|key|credentials
            schlussel|apischlussel|testschlussel|zugangsdaten
            clave|claves|llave|llaves|credenciales|credenciais
            cle|cles|identifiants
            chave|chaves
            """),
        Cue.Of(Intents.Status, 8, """
            where am|are i|we
            where do|does i|we stand
            where ~ stand|left
            my|our|current|account|the|onboarding|your status
            state|situation of my|our|the
            have|did|are you ~ finish|finished|done|complete|completed
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
            """),
        Cue.Of(Intents.Status, 8, """
            mein|meine|unser|aktueller|der|wie|aktuelle ~ stand|status
            wo stehe|stehen|bin|sind ich|wir
            wie weit ~ bin|sind|ist
            was ~ fertig|erledigt|fehlt
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
            to be done
            """),
    ];
}
