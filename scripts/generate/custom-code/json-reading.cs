using System.Collections.Generic;
using System.IO;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

// JSON as the service wrote it: dates stay text and fractions become decimals, so that no value depends on the
// culture of the host, on its time zone or on binary rounding.
internal static class Json
{
    private const int DeepestNesting = 256;

    // Reads one JSON text; false when it is not JSON (an HTML page, half an answer, two answers).
    public static bool TryParse(string text, out JToken value)
    {
        value = null;
        try
        {
            using (var reader = new JsonTextReader(new StringReader(text ?? "")))
            {
                reader.DateParseHandling = DateParseHandling.None;
                reader.FloatParseHandling = FloatParseHandling.Decimal;
                reader.MaxDepth = DeepestNesting;
                if (!reader.Read()) return false;
                var read = JToken.ReadFrom(reader);
                while (reader.Read())
                    if (reader.TokenType != JsonToken.Comment) return false;
                value = read;
                return true;
            }
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // The records of a list answer: a bare array, or the array under "value". Null when the answer is no list.
    public static JArray Records(JToken answer) =>
        answer as JArray ?? (answer as JObject)?["value"] as JArray;

    // A property as text; null when the token is no object or has no such text.
    public static string Text(JToken token, string name)
    {
        var value = (token as JObject)?[name] as JValue;
        return value == null || value.Type != JTokenType.String ? null : (string)value;
    }

    // The objects in an array property; none when there is no such array.
    public static IEnumerable<JObject> Objects(JToken token, string name)
    {
        if ((token as JObject)?[name] is JArray list)
            foreach (var entry in list)
                if (entry is JObject found) yield return found;
    }
}
