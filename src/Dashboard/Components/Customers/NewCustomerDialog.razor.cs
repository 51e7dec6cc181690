using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Aegis.Customers;
using Aegis.Dashboard.Grid;
using Microsoft.AspNetCore.Components;

namespace Aegis.Dashboard.Components.Customers;

/// <summary>Creates a customer and goes to its page.</summary>
public sealed partial class NewCustomerDialog
{
    private string _company = "";
    private string _email = "";
    private string _stack = "";
    private string? _id;

    [Parameter, EditorRequired] public EventCallback OnClose { get; set; }
    [Inject] internal ConsoleGrid Grid { get; set; } = null!;
    [Inject] internal NavigationManager Navigation { get; set; } = null!;

    private Task<Result<Customer>> CreateAsync()
    {
        // One id for all tries, so that a try whose answer was lost is confirmed rather than repeated.
        _id ??= NewId(_company);
        var profile = new NewCustomer(_company.Trim(), _email.Trim(), [.. _stack.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]);
        return Grid.Customer(_id).CreateAsync(Grid.Actor, profile);
    }

    private void Open(Customer created) => Navigation.NavigateTo("/customers/" + Uri.EscapeDataString(created.Id));

    /// <summary>A readable id: "acme_inc_k3m9t2".</summary>
    internal static string NewId(string company)
    {
        var slug = NotInIds().Replace(company.ToLowerInvariant(), "_").Trim('_');
        var name = slug.Length == 0 ? "customer" : slug[..Math.Min(slug.Length, 40)];
        return $"{name}_{RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 6)}";
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotInIds();
}
