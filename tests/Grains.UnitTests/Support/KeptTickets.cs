using System.Collections.Concurrent;
using Aegis.Connectors.Tickets;

namespace Aegis.Grains.UnitTests.Support;

/// <summary>Tickets as a ticket system keeps them: whose they are, and what was said.</summary>
public sealed class KeptTickets
{
    private readonly ConcurrentDictionary<string, Ticket> _tickets = new();

    public int Count => _tickets.Count;

    public IReadOnlyCollection<Ticket> All => [.. _tickets.Values.OrderBy(t => t.Key, StringComparer.Ordinal)];

    public void Add(string key, NewTicket ticket) => _tickets.TryAdd(key, new(
        key, $"https://outside/{key}", ticket.Summary, ticket.Description, "To Do", ticket.Priority, new(2026, 5, 1, 9, 0, 0, TimeSpan.Zero), [], ticket.CustomerReference));

    /// <summary>Adds a comment and returns its id.</summary>
    public string Comment(string key, string text)
    {
        var ticket = _tickets[key];
        var id = $"{ticket.Comments.Count + 1}";
        _tickets[key] = ticket with { Comments = [.. ticket.Comments, new(id, "Aegis", text, ticket.CreatedAt)] };
        return id;
    }

    public Ticket? Find(string key) => _tickets.GetValueOrDefault(key);
}
