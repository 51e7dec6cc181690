using Aegis.Cluster.Supervision;

namespace Aegis.Cluster.Display;

/// <summary>Shows people how the cluster is.</summary>
public interface IDisplay : IAsyncDisposable
{
    /// <summary>Shows these processes from now on.</summary>
    void Show(IReadOnlyList<Member> members);

    /// <summary>One line for people.</summary>
    void Say(string line);
}
