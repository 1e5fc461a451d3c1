using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

// Reads one JSON object a line, does what it asks for, writes one JSON object a line.
internal static class Program
{
    private static async Task Main()
    {
        var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
        var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true };
        string line;
        while ((line = await input.ReadLineAsync()) != null)
        {
            JObject result;
            try
            {
                var question = JsonConvert.DeserializeObject<JObject>(line, new JsonSerializerSettings { DateParseHandling = DateParseHandling.None });
                result = await Answer(question);
            }
            catch (Exception fault)
            {
                result = new JObject { ["thrown"] = fault.ToString() };
            }
            await output.WriteLineAsync(result.ToString(Formatting.None));
        }
    }

    private static Task<JObject> Answer(JObject question)
    {
        switch ((string)question["kind"])
        {
            case "sketch": return Task.FromResult(Measurements.Sketch((JObject)question["with"]));
            case "damage": return Task.FromResult(Measurements.Damage((JObject)question["with"]));
            default: return Invoke((JObject)question["with"]);
        }
    }

    private static async Task<JObject> Invoke(JObject story)
    {
        CultureInfo.CurrentCulture = new CultureInfo((string)story["culture"] ?? "");
        var context = new ScriptedContext(story);
        var response = await new Script { Context = context, CancellationToken = CancellationToken.None }.ExecuteAsync();
        var body = response.Content == null ? "" : await response.Content.ReadAsStringAsync();
        return new JObject
        {
            ["status"] = (int)response.StatusCode,
            ["headers"] = new JObject(response.Headers.NonValidated.Select(header => new JProperty(header.Key, header.Value.ToString()))),
            ["body"] = body.Length == 0 ? null : JsonConvert.DeserializeObject<JToken>(body, new JsonSerializerSettings { DateParseHandling = DateParseHandling.None }),
            ["sent"] = context.Sent,
        };
    }
}
