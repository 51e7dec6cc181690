using System.Collections.Frozen;

namespace Aegis.Grains.Knowledge;

/// <summary>What our documents call the things that people call otherwise.</summary>
internal static class Synonyms
{
    // One line a thing: the first words are the documents', the others are found by them.
    private static readonly FrozenDictionary<string, string[]> ByWord = Read("""
        authentication authenticate: auth login signin credential credentials
        key: token tokens secret apikey creds schlussel cle clave chave passwort password
        rotate rotation: roll rolling renew replace swap cycle regenerate rotieren
        revoke revoked: disable deactivate invalidate kill
        limit rate: quota throttle throttled throttling cap burst tps rps qps
        retry: retries retrying reattempt
        wait: backoff sleep pause delay
        idempotency idempotent: duplicate duplicates twice dedupe doppelt
        test sandbox: staging dev development
        live production: prod
        plan plans: pricing price prices tier tiers package packages subscription cost costs kosten preis precio prix preco
        trial: demo evaluation freetrial probe
        erase delete: gdpr dsgvo forget removal remove wipe deletion loschen borrar supprimer apagar rgpd lgpd
        page: pagination paging paginate cursor offset
        header headers: headr
        error errors: fehler erro erreur failure failures
        401: unauthorized unauthorised unauthenticated
        403: forbidden
        429: toomanyrequests
        500: 5xx 502 503 504 outage
        javascript node: nodejs js typescript ts
        csharp dotnet: net c#
        python: py django flask
        customer: kunde cliente client
        email mail: mails emails
        """);

    public static string[] Of(string word) => ByWord.GetValueOrDefault(word, []);

    private static FrozenDictionary<string, string[]> Read(string lines)
    {
        var words = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var line in lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var at = line.IndexOf(':', StringComparison.Ordinal);
            var ours = line[..at].Split(' ');
            foreach (var theirs in line[(at + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
                words[theirs] = ours;
        }

        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
