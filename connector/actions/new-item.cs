using System.Net.Http;
using System.Threading.Tasks;

// Creates an item of a table: an activity, usually.
internal static class NewItem
{
    internal static async Task<HttpResponseMessage> Answer(Call call)
    {
        call.Require("dataset", "table");
        var item = ItemChange.Item(call);
        var request = ItemChange.Request("POST", ItemPage.Rows(call.Text("dataset"), call.Text("table")).Path, call, item);
        var answer = await call.SendRaw(request).ConfigureAwait(false);
        var made = call.Upstream.Body(request, answer);
        // Never 202 to the caller: the platform would ask again at an address that this connector does not have.
        return Reply.Ok(Value.Object(
            ("status", answer.Status == 202 ? "accepted" : "created"),
            ("item", Value.Record(made, "value") ?? item)));
    }
}
