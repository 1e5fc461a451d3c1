using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

// Items of a table, a page at a time: the service gives at most 100 rows a call, and the address of the next page is
// one of this connector, so that the platform can follow it with the same connection.
internal static class ItemPage
{
    private const int MostRows = 100;
    private static readonly string[] PassedOn = { "$filter", "$search", "$select", "$orderby", "$expand" };

    internal static async Task<HttpResponseMessage> Answer(Call call)
    {
        var wanted = WholeNumber(call, "$top");
        var skipped = WholeNumber(call, "$skip") ?? 0;
        var size = Math.Min(MostRows, wanted ?? MostRows);
        var request = Rows(call.Text("dataset"), call.Text("table"));
        foreach (var name in PassedOn) request.Query.Add(name, call.Text(name));
        request.Query.Add("$top", size);
        if (skipped > 0) request.Query.Add("$skip", skipped);
        request.Query.Add("$count", call.Flag("$count"));

        var answer = await call.Send(request).ConfigureAwait(false);
        var rows = new JArray(Value.List(answer, "value"));
        var more = rows.Count == size && size > 0 && (wanted == null || wanted > size);
        return Reply.Ok(Value.Object(
            ("value", rows),
            ("@odata.count", Value.Json(Value.Number(answer, "@odata.count"))),
            ("@odata.nextLink", more ? NextPage(call, wanted - size, skipped + size) : null)));
    }

    internal static ApiRequest Rows(string instance, string table) => new ApiRequest("GET",
        "/instances/" + Address.Part(instance, "the instance") + "/data/" + Address.Part(table, "the entity"));

    // A text as OData writes it.
    internal static string Quoted(string text) => "'" + text.Replace("'", "''") + "'";

    private static string NextPage(Call call, long? top, long skip)
    {
        var query = PassedOn.Where(name => call.Text(name) != null).Select(name => (Name: name, Value: call.Text(name))).ToList();
        if (top != null) query.Add(("$top", top.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        query.Add(("$skip", skip.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        if (call.Flag("$count") == true) query.Add(("$count", "true"));
        return call.Self("/instances/" + Address.Part(call.Text("dataset")) + "/data/" + Address.Part(call.Text("table")) + "?"
            + string.Join("&", query.Select(pair => pair.Name + "=" + Uri.EscapeDataString(pair.Value)))).AbsoluteUri;
    }

    private static long? WholeNumber(Call call, string name)
    {
        var number = call.Number(name);
        if (number == null) return null;
        return number >= 0 && number <= int.MaxValue && decimal.Truncate(number.Value) == number
            ? (long)number
            : throw Failure.Refused("The value of " + name + " is not a whole number of 0 or more.");
    }
}
