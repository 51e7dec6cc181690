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
            set|remind ~ alarm|reminder|timer|me ~ to
            remind me
            bored|boring|aburrido|entediado|langweilig|ennuie|lonely|sad|depressed
            i m|feel sad|lonely|bored|tired
            how ~ get rich|famous|girlfriend
            rich|reich ~ werden
            make me laugh
            laugh|flirt|cute|hug
            convert|calculate ~ miles|km|percent|celsius|pounds|15|euro
            in japanese|chinese|french|italian|latin
            hamlet|war|pyramids|empire|hitler|relativity|quantum|physics|biology|chemistry|vaccines|ghosts|evolution|abortion|immigration|climate|earth|sky|ocean|everest|inventor|invented|philosophy
            who wrote|invented|discovered|painted|made
            when did ~ war
            why is ~ sky|water|grass
            how far|tall|deep|high ~ moon|sun|everest|eiffel
            population|people live ~ of|in
            climate change
            opinion ~ on|about
            left or|wing
            vote|voting|party
            taxes ~ lowered|file|return
            passport|visa|divorce|guitar|bread|tie|bike|knot
            install windows|linux|office
            center a div
            regex|sql|snake ~ for|query|game|emails
            wordpress theme
            wifi|iphone|android|laptop
            phone is
            instagram|facebook|snapchat|tinder
            bomb|weapon|drugs
            hausaufgaben|devoirs|deberes|tarea|licao
            geschichte|cuento|historia|histoire ~ schreib*|escrib*|ecris|escreve|conta
            schreib|escribe|ecris|escreve|write ~ geschichte|cuento|histoire|historia|gedicht|poema|poeme|essay|card|letter|post|story
            hauptstadt|capitale|capital
            bundeskanzler|kanzler|presidente|chancellor|regierung|government|gobierno|governo
            qui|quien|quem|who|wer ~ va|will|wird|is|est|es|e ~ gagner|ganar|ganhar|win|president|richest|best|better
            brasileirao|liga|coupe|copa
            film|pelicula|filme ~ recommend*|recomiend*|recomenda|recommande|gut
            recommend|recomiendame|recommande|recomenda ~ movie|film|book|hotel|restaurant|pelicula|filme
            best phone|car|pizza|laptop|beer|song
            tv|news|horoscope
            are|bist|eres|es|voce you|du|humano|tu|e ~ human|robot|real|alive|conscious|mensch|humano|humain|bot
            what s|is your|ur ~ name|favorite|favourite|opinion
            who made you
            i feel
            shares|stock|invest|investment|investing
            birthday
            girlfriend|boyfriend|wife|husband ~ left|my
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
