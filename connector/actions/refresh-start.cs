using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

// Starts a refresh and answers with it.
internal static class RefreshStart
{
    internal static async Task<HttpResponseMessage> Answer(Call call) =>
        Reply.Ok(RefreshReport.Of(await Submit(call).ConfigureAwait(false)));

    // The job that the service made.
    internal static Task<JToken> Submit(Call call)
    {
        call.Require("instanceId");
        var wanted = call.Body();
        var sources = Value.List(wanted, "dataSourceIds").Select(Value.AsText).Where(id => !string.IsNullOrWhiteSpace(id)).ToList();
        var request = RefreshReport.Workflow("POST", call.Text("instanceId"), "/jobs");
        request.Query.Add("operationType", OperationType(Value.Text(wanted, "operationType"), sources));
        request.Query.Add("identifiers", sources);
        request.Query.Add("forceRunRequested", Value.Flag(wanted, "force"));
        return call.Send(request);
    }

    // Identifiers can't go with a refresh of everything, so chosen data sources mean an ingestion.
    private static string OperationType(string wanted, List<string> sources)
    {
        if (sources.Count == 0) return string.IsNullOrWhiteSpace(wanted) ? "all" : wanted;
        if (string.IsNullOrWhiteSpace(wanted) || Value.Is(wanted, "all") || Value.Is(wanted, "ingestion")) return "ingestion";
        throw Failure.Refused("Data sources were chosen together with the operation type \"" + wanted
            + "\". Leave the operation type empty to refresh these data sources, or remove them to run that step.");
    }
}
