namespace Aegis.Grains.Routing;

/// <summary>How people praise an answer or complain of it.</summary>
internal static class FeedbackCues
{
    public static readonly Cue[] All =
    [
        Cue.Of(Intents.Feedback, 7, """
            your|last|previous|bad|good|great|wrong|useless|perfect|awful|terrible|excellent|nice|stupid|same answer|answers|reply|replies|suggestion|suggestions|explanation|explanations|advice|bot|assistant
            your|bad|good|great|wrong|useless|perfect|stupid response|responses
            this|that|the answer|answers|reply|replies|suggestion|explanation|advice|bot|assistant
            answer|answers|reply|replies|response|responses|suggestion|explanation|advice|bot|assistant ~ wrong|useless|helpful|perfect|great|good|bad|confusing|incorrect|nonsense|terrible|excellent|slow|fast|useful|long|wordy|unclear|clear|spot
            code|snippet|example|sample ~ you|your ~ gave|sent|wrote|bug|wrong|broken
            your snippet|sample|example|code ~ wrong|broken|bug|buggy|fails|perfect|great|worked
            helpful|unhelpful|useless
            did|didn|didnt|does|doesn|doesnt|not|wasn|wasnt|hasn|never ~ help|helped|helping|helpful|answer|answered|understand|solve
            chatbot|chat bot ~ ever|best|worst|good|bad
            best|worst chatbot|bot|support|service|company|experience
            you ~ solved|forgot|ignored|misread|contradict|contradicts|repeat|repeating|deserve|listening|wasted|told|said ~ opposite|wrong
            not listening
            repeating yourself
            keep repeating
            earlier|before|yesterday you ~ told|said
            you told ~ me|us ~ yesterday|earlier|before|wrong|opposite|incorrect
            message|answer|reply ~ contradicts|contradict
            contradict|contradicts|contradice|contredit|contradiz|widerspricht
            info|information|link|docs link ~ outdated|dead|broken|wrong
            steps|code|snippet|example ~ you ~ gave|sent|generated|wrote|suggested
            feature request
            suggestion|idea ~ for|improvement|make|your
            improvement
            verbesserungsvorschlag|vorschlag|sugerencia|sugestao
            compliments|thumbs
            two thumbs
            10|9|8|5|1|0 10|stars|sterne|estrellas|etoiles|estrelas
            could be better
            not|pretty|very|quite bad|good|impressed|happy|satisfied|helpful
            happy|unhappy|satisfied|dissatisfied ~ customer|with|here
            contento|contenta|content|contente|satisfeito|satisfecho|satisfait|zufrieden ~ con|de|du|com|mit|servicio|service|servico
            that|this|das|eso|isso|c is|s|ist|esta|est ~ wrong|incorrect|false|falsch|mal|errado|faux
            das stimmt nicht
            am thema vorbei
            thank|thanks|danke|gracias|merci|obrigado|valeu ~ detailed|patience|explanation|works|worked|lauft|jetzt|funciona|agora|ahora|marche|help
            works|working|lauft|funciona|marche now|again|jetzt|perfekt ~ thanks|thank|danke
            ahora|agora|maintenant ~ funciona|marche
            it|now works ~ now|thanks
            no|nao|ne ~ respondiste|respondeu|repondez|respondes|responde|reponds
            no|nao|pas fue|foi ~ util
            ca|m ~ bien aide
            bom|bon|buen|gran trabalho|travail|trabajo
            gut|schlecht|bien|mal|bem ~ erklart|explicado|explique
            appreciate|appreciated
            chatbot answer
            annoying|cheerful|funny|rude|tone
            you re|are ~ copy|pasting|robot|useless|funny
            copy pasting
            missed the point
            answer|answering|address my|the question
            compile|compiles
            ihr seid ~ besten|toll|super
            meh|ugh|wow
            support ~ schlechter|besser
            geklappt|klappt ~ danke|dank|super
            justo|exactamente|exactement|genau lo|ce|das
            that|this|it|you|really|helped|so helped ~ lot|me|much|us
            misunderstood|misunderstand|misunderstanding
            not what i|we ~ asked|meant|wanted|need
            made|makes|make no|zero|little sense
            feedback
            rate ~ conversation|chat|answer|reply|you|service|bot
            stars|star|10 out
            great|good|nice|amazing|awesome|excellent|fantastic|brilliant|outstanding|superb|terrible|awful|horrible|bad|worst|lousy|poor|pathetic|shitty|crappy|best|stellar|impressive|disappointing|super|wonderful ~ job|service|support|work|experience|help|stuff|team|tool|product|customer
            kudos|bravo|props|shoutout|impressed|impressive|delighted
            well done
            you|u|guys|team rock|rule|suck|sucks|rocks
            you|u|ur|guys|team ~ best|awesome|amazing|great|useless|terrible|star|legend|lifesaver|hero|genius|incompetent|idiots|brilliant
            love|loved|loving|hate|hated|adore ~ bot|this|it|service|product|how|assistant|tool|you|support
            disappointed|disappointing|frustrating|frustrated|dissatisfied|unsatisfied|satisfied|unacceptable|annoying|annoyed
            worked|works like|perfectly|great|beautifully|now
            like a charm
            solved|fixed|did|does ~ it|problem|issue|everything|trick ~ thanks|thank|perfect|great
            that|it|which solved|fixed|did
            spot on
            exactly what
            not recommend
            would|wouldn|never recommend
            wrong again|answer
            nope|no wrong
            what a joke ~ support|service|company|bot|answer
            what a joke
            smooth|seamless|painless|flawless
            waste of
            too long|short|wordy|verbose
            so|pretty|really|this|that is|was|s ~ bad|awful|terrible|great|awesome|amazing|perfect|brilliant|helpful|garbage|trash|crap
            garbage|rubbish|trash
            """),
        Cue.Of(Intents.Feedback, 4, """
            perfect|awesome|brilliant|excellent|fantastic|amazing|wonderful|superb|great|nice|terrible|awful|horrible|pathetic|lovely
            thanks|thank ~ worked|works|helped|perfect|great|much|solved|fixed|awesome|quick|fast
            sucks|sucked|garbage|lame
            worst
            """),
        Cue.Of(Intents.Feedback, 7, """
            antwort|antworten|erklarung|auskunft ~ falsch|super|gut|toll|nutzlos|unbrauchbar|hilfreich|schlecht|prima|perfekt|klasse|verwirrend
            falsche|super|gute|tolle|nutzlose|unbrauchbare|schlechte|perfekte|hilfreiche|letzte|eure|deine|ihre antwort|antworten|erklarung
            nicht|nichts|sehr|mega|wirklich|echt|mir|super|total ~ geholfen|hilfreich|weitergeholfen
            hilfreich|unbrauchbar|nutzlos
            klasse|super|toller|guter|schlechter|mieser|top|bester|schlechtester|spitzen|genialer service|support|arbeit|job|hilfe
            weiter so
            gut gemacht
            mies|enttauscht|enttauschend|begeistert|zufrieden|unzufrieden|lob|feedback
            respuesta|solucion ~ mal|mala|incorrecta|equivocada|buena|perfecta|inutil|util|genial|excelente
            mala|buena|muy|excelente|gran|perfecta|pesima|mejor|peor respuesta|servicio|atencion|trabajo|soporte|ayuda|buena
            no ~ ayudo|sirvio|resolvio
            pesimo|pesima|excelente|fantastico|genial|crack|decepcionado|encanta|encanto|inutil
            funciono|funciona perfecto|perfectamente|genial
            reponse|reponses|explication ~ fausse|parfaite|inutile|utile|mauvaise|bonne|claire|incorrecte|geniale|super
            mauvaise|bonne|super|excellente|parfaite|votre|excellent|mauvais|bon reponse|service|travail|boulot|support
            pas ~ aide|aidee|utile|repondu
            service nul|genial|parfait|pourri|excellent
            nulle|parfait|parfaite|decu|decue|satisfait|bravo|genial|inutile
            resposta|solucao|explicacao ~ errada|certa|perfeita|inutil|otima|boa|ruim|pessima
            otima|otimo|pessimo|pessima|boa|excelente|ruim|pior|melhor resposta|atendimento|servico|trabalho|suporte|ajuda
            nao ~ ajudou|resolveu|ajuda
            adorei|amei|otimo|otima|pessimo|pessima|decepcionado|parabens|perfeito
            """),
        // Asked for, a better answer is a wish and not a judgement.
        Cue.Of(Intents.Feedback, -4, """
            great|nice|good|awesome|perfect|helpful if|to
            would|d be ~ great|nice|awesome|helpful|grateful|perfect
            looks|look great|good|nice
            docs|documentation ~ useless|awful|terrible|bad
            seriously
            just ~ onboard|set|start|help
            null|nil
            would appreciate
            how|can|could|would|will|please ~ you ~ explain|answer|reply
            """),
    ];
}
