using System;
using System.Net.Http;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

// Changes an item of a table: a customer, usually.
internal static class ItemChange
{
    internal static async Task<HttpResponseMessage> Answer(Call call)
    {
        call.Require("dataset", "table", "id");
        var path = ItemPage.Rows(call.Text("dataset"), call.Text("table")).Path + "/" + Address.Part(call.Text("id"), "the item ID");
        await call.Send(Request("PATCH", path, call, Item(call))).ConfigureAwait(false);
        return Reply.Json(204, null);
    }

    internal static JObject Item(Call call) => call.Body() is JObject item && item.HasValues
        ? item
        : throw Failure.Refused("The item is empty: give at least one of its columns a value.");

    internal static ApiRequest Request(string method, string path, Call call, JObject item) => new ApiRequest(method, path)
    {
        Query = { { "validUntil", Value.Print(call.Instant("validUntil")) }, { "caller", call.Text("caller") } },
        Body = item,
        // The only media type that the service's description has for these two calls.
        MediaType = "application/json-patch+json",
    };
}
