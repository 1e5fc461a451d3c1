using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

// The rows of one partition, which is a CSV file in Azure storage. It is named, never given as an address: the address
// and its signature come from the service during the call, and no credential of the connection goes there.
internal static class PartitionRows
{
    private const int UsualRows = 1000;
    private const int MostRows = 5000;
    private const int MostNames = 5;

    internal static async Task<HttpResponseMessage> Answer(Call call)
    {
        call.Require("dataset", "table", "partition");
        var top = Limited(call, "$top", UsualRows, MostRows);
        var skip = Limited(call, "$skip", 0, int.MaxValue);
        var metadata = call.Send(ItemShape.Metadata(call.Text("dataset"), call.Text("table")));
        var files = call.Send(Files(call));
        await Task.WhenAll(metadata, files).ConfigureAwait(false);
        var table = await metadata.ConfigureAwait(false);
        var partition = Named(table, call.Text("partition"));
        var file = FileOf(partition, await files.ConfigureAwait(false));

        using (var response = await call.Fetch(new Uri(Value.Text(file, "uri"), UriKind.Absolute), HeadersOf(file)).ConfigureAwait(false))
        {
            if (!response.IsSuccessStatusCode)
                throw new Failure(502, "PartitionUnreadable", "The storage refused the partition with status "
                    + (int)response.StatusCode + "; try again later.") { OfService = true };
            using (var stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false))
            using (var text = new StreamReader(stream, Encoding.UTF8))
            {
                var csv = new Csv(text, DelimiterOf(partition));
                var columns = ItemShape.ColumnsAsStored(table).ToList();
                var first = await csv.Next().ConfigureAwait(false);
                if (first != null && IsHeader(call.Text("header"), partition, first, columns))
                {
                    columns = first.Select(name => columns.FirstOrDefault(column => column.Name == name)
                        ?? new ItemShape.Column(Value.Object(("name", name)))).ToList();
                    first = await csv.Next().ConfigureAwait(false);
                }
                var rows = new JArray();
                var seen = 0;
                var record = first;
                for (; record != null && rows.Count < top; record = await csv.Next().ConfigureAwait(false))
                    if (seen++ >= skip) rows.Add(Row(record, columns));
                return Reply.Ok(Value.Object(
                    ("partition", Value.Text(partition, "name")),
                    ("rowCount", rows.Count),
                    ("hasMore", record != null),
                    ("value", rows)));
            }
        }
    }

    private static ApiRequest Files(Call call)
    {
        var request = ItemPage.Rows(call.Text("dataset"), call.Text("table"));
        request.Query.Add("$select", "*");
        request.Query.Add("proxy", true);
        return request;
    }

    private static JToken Named(JToken table, string name)
    {
        var partitions = Value.List(table, "partitions").ToList();
        return partitions.FirstOrDefault(partition => Value.Same(Value.Text(partition, "name"), name))
            ?? throw new Failure(404, "PartitionNotFound", "There is no partition \"" + name + "\". " + (partitions.Count == 0
                ? "This entity has none."
                : "There is " + string.Join(", ", partitions.Take(MostNames).Select(partition => Value.Text(partition, "name")))
                    + (partitions.Count > MostNames ? " and more." : ".")));
    }

    // The signed address of the partition: the same file as in the metadata, so it is found by its path.
    private static JToken FileOf(JToken partition, JToken answer)
    {
        var path = PathOf(Value.Text(partition, "location"));
        var name = Value.Text(partition, "name");
        var files = Value.List(answer, "httpRequests").ToList();
        return files.FirstOrDefault(file => path != null && PathOf(Value.Text(file, "uri")) == path)
            ?? Value.Single(files, file => PathOf(Value.Text(file, "uri"))?.EndsWith("/" + name, StringComparison.Ordinal) == true)
            ?? throw new Failure(404, "PartitionGone", "The partition \"" + name
                + "\" is not there any more: a refresh has replaced the entity's files; choose the partition again.");
    }

    private static string PathOf(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) ? Uri.UnescapeDataString(uri.AbsolutePath) : null;

    private static IEnumerable<KeyValuePair<string, string>> HeadersOf(JToken file) =>
        (Value.Record(file, "headers") as JObject)?.Properties()
            .Select(header => new KeyValuePair<string, string>(header.Name, Value.AsText(header.Value)))
            .Where(header => header.Value != null);

    private static char DelimiterOf(JToken partition)
    {
        var delimiter = Value.Text(Value.Record(partition, "fileFormatSettings"), "delimiter");
        return delimiter != null && delimiter.Length == 1 ? delimiter[0] : ',';
    }

    // The metadata may be silent about a header that is there (segments), so the names themselves count too.
    private static bool IsHeader(string setting, JToken partition, List<string> first, List<ItemShape.Column> columns)
    {
        if (Value.Is(setting, "present")) return true;
        if (Value.Is(setting, "absent")) return false;
        return Value.Flag(partition, "hasHeader") == true || first.SequenceEqual(columns.Select(column => column.Name), StringComparer.OrdinalIgnoreCase);
    }

    private static JObject Row(List<string> record, List<ItemShape.Column> columns)
    {
        if (record.Count != columns.Count)
            throw new Failure(502, "PartitionShape", "A row of the partition has " + record.Count + " values, but there are "
                + columns.Count + " columns; check whether the setting about the header row fits this file.") { OfService = true };
        var row = new JObject();
        for (var index = 0; index < columns.Count; index++) row[columns[index].Name] = columns[index].Read(record[index]);
        return row;
    }

    private static int Limited(Call call, string name, int usual, int most)
    {
        var number = call.Number(name) ?? usual;
        return number >= 0 && number <= most && decimal.Truncate(number) == number
            ? (int)number
            : throw Failure.Refused("The value of " + name + " is not a whole number from 0 to " + most + ".");
    }
}
