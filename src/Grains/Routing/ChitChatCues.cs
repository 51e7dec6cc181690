namespace Aegis.Grains.Routing;

/// <summary>What people say to any assistant and this one is not there for.</summary>
internal static class ChitChatCues
{
    public static readonly Cue[] All =
    [
        Cue.Of(Intents.OutOfScope, 8, """
            weather|forecast|rain|raining|sunny|snow|temperature|wetter|regnet|clima|meteo|chover|chuva|llueve|llover
            joke|jokes|witz|witze|chiste|chistes|blague|blagues|piada|piadas|riddle
            something|anything|be funny
            poem|poems|poetry|haiku|limerick|song|songs|lyrics|sing|essay|novel|gedicht|poema|poeme|cancion|chanson|musica|music|rap
            story|fairy|tale ~ about|of|dragon|princess
            tell|write ~ story
            capital of|city
            prime minister
            president|election|elections|vote|trump|biden|putin|politics|political|democrats|republicans|wahl|elecciones|eleicoes
            homework|math|maths|algebra|equation|equations|calculus|trigonometry
            solve x|for|this|equation|3x
            my|do|math|the homework
            what|whats ~ 0|1|2|3|4|5|6|7|8|9|10|12|17|23|42|100 0|1|2|3|4|5|6|7|8|9|10|12|17|23|42|100
            square root
            translate|translation|ubersetze|traduce|traduis|traduza ~ into|to|in|ins|al|en|para|this|good
            recipe|recipes|cook|cooking|pizza|dinner|lunch|restaurant|restaurants|cake|pasta|rezept|receta|recette|receita|kochen
            movie|movies|film|netflix|series|anime|actor|actress|celebrity
            book recommendation
            netflix|movie|spotify|youtube|tiktok|minecraft|playstation|xbox
            football|soccer|bundesliga|basketball|nba|messi|ronaldo|futbol|futebol|fussball|tennis|olympics
            champions league
            messi|ronaldo|beckham|goat
            formula ~ excel|sheet|spreadsheet
            fix my excel|car|printer|bike|phone
            name for ~ dog|cat|baby|son|daughter|puppy
            meaning|sense of ~ life
            i like|love|hate ~ turtles|cats|dogs|cheese|pizza|music|trains|beer
            who|wer|quien|qui|quem ~ won|win|gewinnt|gewonnen|gano|gagne|ganhou ~ match|game|cup|election|league|partido|bundesliga|jogo|race|super
            bitcoin|crypto|ethereum|stock|stocks|lottery|lotto|dogecoin|aktien
            love|marry|date|kiss|girlfriend|boyfriend ~ me|you|advice
            are you a|an ~ robot|human|bot|ai|machine|person|chatgpt
            are you ~ chatgpt|gpt|claude|human|real|robot|sentient|alive|married|single
            which|what ~ model|llm|ai ~ are|you|use
            how|what ~ old|tall|name|favorite|favourite|gender ~ you|your|color|colour
            favorite|favourite|lieblings*
            how are|r you|u
            how s it|your|life
            whats up
            wie geht es dir|ihnen
            wie gehts
            como estas|esta|vas
            comment vas|allez|ca
            tudo bem|bom
            do|can you ~ sleep|eat|dream|feel|love|think|dance
            purpose of life
            is there ~ god
            god|religion|jesus|allah|bible|horoscope|zodiac|astrology|sternzeichen
            lose weight|fat
            diet|workout|yoga|gym|headache|doctor|symptoms|vitamin
            flight|flights|hotel|hotels|vacation|holiday|travel|trip|urlaub|vuelo|hotel
            cover letter
            resume ~ write|my
            dogs|cats|puppy|kitten ~ best|breed|name|food
            my|a|the|your|for dog|puppy|hund|perro|chien
            printer|car won|toaster|dishwasher|washing machine|excel|powerpoint
            what|wie time|spat is|ist it|es
            que hora|horas
            quelle heure
            what s ~ time
            current time
            birthday|geburtstag|cumpleanos|anniversaire|aniversario
            sorts|sort ~ list|array
            fibonacci|leetcode|tetris|bubble|quicksort
            fun fact
            dinosaur|dinosaurs|planet|moon|mars|universe|alien|aliens|napoleon|einstein|shakespeare
            french revolution
            stupid|dumb|silly question|game
            play ~ game|chess|music|trivia|quiz
            """),
        Cue.Of(Intents.OutOfScope, 8, """
            que tiempo hace
            quel temps
            temps fait
            """),
    ];
}
