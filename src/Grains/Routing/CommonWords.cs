namespace Aegis.Grains.Routing;

/// <summary>Everyday words one slip away from a cue's word: they are spelled as meant.</summary>
internal static class CommonWords
{
    public static readonly string[] All =
    [
        .. """
            smart chart stare store stored stat stats state states stand standing stars stay steps stop stops story stories
            now know knew few view knows hey they then than them there these those here her hers this that with
            sing song sang sin sigh sight signal single sent send test text rest best cost post host most
            stuff step need needs news next net nest best bug bugs big ago day days way ways
            setting settings better letter later latter getting going doing being seeing
            call calls cell cells could would should shall will well help held hell hello
            show shows shown slow snow key keys kept keep
            line lines like link links live lives love lot lots load
            trail trails trial's trails tail real deal
            weather whether where were wear water what when
            board broad bored ports port part parts party
            plan plans plain plane place please pleased
            code codes coded node mode model food good
            bell bills bull ball fill file files time times team teams
            joke jokes dish fish wish which while white write
            hand hands land band sand send and
            end ends ended lend bend tend ten
            form forms from firm first fist
            make made makes maker taken take takes talk tall
            run runs ran running ruined begun
            tell told till tool tools too took
            thank thanks thing things think thinks
            mean means meant main mail mails email
            preciso precisa precisamos primeira primera dear area year years ideal idea deal
            keyboard dashboard keyboards
            content contents contento contenta contente contesta contestar contact conseillez conseil despues desde source resource courte courtes court
            created create reduce written sincere service services
            count country county mount amount account
            """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
    ];
}
