using Aegis.Directory;
using Aegis.Grains.Hosting;
using Aegis.Storage.Database;
using Aegis.Storage.States;

namespace Aegis.Grains.Directory;

/// <summary>The end of a page of customers: the last one's id and what the order goes by, as it was.</summary>
internal static class CustomerCursor
{
    public static string Write(CustomerSort sort, CustomerRow last)
    {
        var place = CustomerPlace.Of(last, Order(sort));
        return PageCursor.Write(List(sort), sort == CustomerSort.Id ? place.Id : $"{place.Value}:{place.Id}");
    }

    public static Result<CustomerPlace?> Read(CustomerSort sort, string? cursor)
    {
        if (cursor is null)
            return new Result<CustomerPlace?>(null, null);
        if (PageCursor.Text(List(sort), cursor) is not { } text)
            return PageCursor.Unknown();
        var end = text.LastIndexOf(':');
        var place = new CustomerPlace(text[(end + 1)..], end < 0 ? "" : text[..end]);
        return GrainKey.IsId(place.Id) && place.Fits(Order(sort)) ? new Result<CustomerPlace?>(place, null) : PageCursor.Unknown();
    }

    public static CustomerOrder Order(CustomerSort sort) => CustomerOrder.Named(SnakeCase.Of(sort));

    private static string List(CustomerSort sort) => sort == CustomerSort.Id ? "customers" : $"customers.{SnakeCase.Of(sort)}";
}
