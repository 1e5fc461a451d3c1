using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

// The items of a table as a JSON Schema: keys first, because they tell items apart, then as the service lists them.
internal static class ItemShape
{
    internal static async Task<HttpResponseMessage> Answer(Call call)
    {
        if (call.Lacks("instanceId", "table"))
            return Reply.Ok(Value.Object(("schema", Value.Object(("type", "object")))));
        var table = await call.Send(Metadata(call.Text("instanceId"), call.Text("table"))).ConfigureAwait(false);
        var properties = new JObject();
        foreach (var column in Columns(table)) properties[column.Name] = column.Schema();
        return Reply.Ok(Value.Object(("schema", Value.Object(("type", "object"), ("properties", properties)))));
    }

    internal static ApiRequest Metadata(string instance, string table) => new ApiRequest("GET",
        "/instances/" + Address.Part(instance, "the instance") + "/manage/entities/" + Address.Part(table, "the entity"));

    // The columns of a table, keys first.
    internal static IEnumerable<Column> Columns(JToken table)
    {
        var keys = new HashSet<string>(Value.List(table, "keys").SelectMany(Value.Items)
            .Select(key => Value.Text(key, "name")).Where(Value.Present), StringComparer.Ordinal);
        return ColumnsAsStored(table).OrderBy(column => keys.Contains(column.Name) ? 0 : 1);
    }

    // The columns in the order of the table's files.
    internal static IEnumerable<Column> ColumnsAsStored(JToken table) => Value.List(table, "attributes")
        .Where(attribute => Value.Present(Value.Text(attribute, "name")))
        .Select(attribute => new Column(attribute));

    internal sealed class Column
    {
        private readonly string title;
        private readonly string type;
        private readonly string format;

        public Column(JToken attribute)
        {
            Name = Value.Text(attribute, "name");
            title = Value.Text(attribute, "friendlyName") ?? Name;
            (type, format) = JsonType(Value.Text(attribute, "dataType") ?? "");
        }

        public string Name { get; }

        public JObject Schema() => Value.Object(("type", type), ("format", format), ("title", title), ("x-ms-summary", title));

        // A text of a file as JSON of the column's type. A text that does not fit its type stays text: a flow can
        // still use it, and nothing is lost.
        public JToken Read(string text)
        {
            if (text.Length == 0) return JValue.CreateNull();
            switch (type)
            {
                case "integer":
                case "number":
                    return Value.Json(Value.ParseNumber(text)) ?? text;
                case "boolean":
                    return bool.TryParse(text, out var flag) ? new JValue(flag) : new JValue(text);
                default:
                    return text;
            }
        }

        // The names of Common Data Model, of OData ("Edm." in front) and of .NET, which the service mixes.
        private static (string Type, string Format) JsonType(string dataType)
        {
            switch (dataType.Substring(dataType.LastIndexOf('.') + 1).ToLowerInvariant())
            {
                case "byte":
                case "int16":
                case "int32":
                case "integer":
                case "smallinteger":
                    return ("integer", "int32");
                case "int64":
                case "biginteger":
                case "long":
                    return ("integer", "int64");
                case "decimal":
                case "double":
                case "float":
                case "number":
                case "single":
                    return ("number", "double");
                case "bool":
                case "boolean":
                    return ("boolean", null);
                case "datetime":
                case "datetimeoffset":
                    return ("string", "date-time");
                case "date":
                    return ("string", "date");
                case "guid":
                case "uuid":
                    return ("string", "uuid");
                default:
                    return ("string", null);
            }
        }
    }
}
