using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;

// Whether a customer is a member of a segment, and whether there is such a customer at all: a plain "no" for a
// mistyped ID would be a wrong answer.
internal static class SegmentMembership
{
    internal static async Task<HttpResponseMessage> Answer(Call call)
    {
        call.Require("instanceId", "segmentName", "customerId");
        var customer = "CustomerId eq " + ItemPage.Quoted(call.Text("customerId"));
        var member = call.Send(Customers(call, customer + " and IsMemberOfSegment(" + ItemPage.Quoted(call.Text("segmentName")) + ")"));
        var known = call.Send(Customers(call, customer));
        await Task.WhenAll(member, known).ConfigureAwait(false);
        var isMember = Value.List(await member.ConfigureAwait(false), "value").Any();
        var exists = Value.List(await known.ConfigureAwait(false), "value").Any();
        return Reply.Ok(Value.Object(
            ("isMember", isMember),
            ("customerExists", exists),
            ("customerId", call.Text("customerId")),
            ("segmentName", call.Text("segmentName"))));
    }

    private static ApiRequest Customers(Call call, string filter)
    {
        var request = ItemPage.Rows(call.Text("instanceId"), "Customer");
        request.Query.Add("$filter", filter);
        request.Query.Add("$select", "CustomerId");
        request.Query.Add("$top", 1);
        return request;
    }
}
