using System;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;

// One item of a table. The service reads no single row, so this is a query for its key.
internal static class SingleItem
{
    internal static async Task<HttpResponseMessage> Answer(Call call)
    {
        call.Require("dataset", "table", "id");
        var table = call.Text("table");
        // What may be filtered: ActivityId of activities, and CustomerId of everything else that the product makes.
        var key = string.Equals(table, "UnifiedActivity", StringComparison.OrdinalIgnoreCase) ? "ActivityId" : "CustomerId";
        var request = ItemPage.Rows(call.Text("dataset"), table);
        request.Query.Add("$filter", key + " eq " + ItemPage.Quoted(call.Text("id")));
        request.Query.Add("$select", call.Text("$select"));
        request.Query.Add("$top", 1);

        var answer = await call.Send(request).ConfigureAwait(false);
        var item = Value.List(answer, "value").FirstOrDefault();
        return item != null
            ? Reply.Ok(item)
            : Reply.Error(404, "ItemNotFound", "\"" + table + "\" has no item whose " + key + " is \"" + call.Text("id") + "\".");
    }
}
