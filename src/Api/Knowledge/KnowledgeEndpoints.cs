using System.Text;
using Aegis.Actors;
using Aegis.Api.Http;
using Aegis.Directory;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aegis.Api.Knowledge;

/// <summary>The documents that answers cite, to be read by whoever gets the link. They hold nothing of any customer.</summary>
internal static class KnowledgeEndpoints
{
    private const string Suffix = ".md";
    private const string FirstPage = "index";

    public static void MapKnowledge(this WebApplication app)
    {
        var group = app.MapGroup("/knowledge").WithTags("Documents");
        group.MapGet("", () => TypedResults.Redirect($"/knowledge/{FirstPage}")).ExcludeFromDescription();
        group.MapGet("/{page}", ReadAsync).WithSummary("A document as a page; its sections have anchors.").Produces<string>(200, "text/html").Produces<Problem>(404, Problem.ContentType);
    }

    private static async Task<IResult> ReadAsync(string page, HttpContext context, IGrainFactory grains, IActorAuthority authority)
    {
        // Documents name each other by their files.
        var name = page.EndsWith(Suffix, StringComparison.Ordinal) ? page[..^Suffix.Length] : page;
        if (!GrainKey.IsId(name))
            return new ProblemResult(Problem.Of(StatusCodes.Status404NotFound, "There is no such document."));
        var found = await grains.GetGrain<IDirectoryGrain>(0).ReadKnowledgeAsync(authority.Sign("documents", Role.System, GrainKey.DefaultWorkspace), name);
        if (!found.Ok)
            return new Refused(found.Refusal);
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = $"default-src 'none'; style-src '{KnowledgeHtml.StyleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        return TypedResults.Content(KnowledgeHtml.Render(found.Value), "text/html; charset=utf-8", Encoding.UTF8);
    }
}
