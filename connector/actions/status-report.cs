using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

// The status report: the present state of every step in one part of the system, and the newest refresh. The product's
// own report has no public call, so this one is made of two that are public.
internal sealed class StatusReport
{
    private readonly ReportTypes.ReportType type;
    private readonly DateTimeOffset? made;
    private readonly JToken newestJob;
    private readonly List<JToken> nodes;

    private StatusReport(ReportTypes.ReportType type, DateTimeOffset? made, IEnumerable<JToken> nodes, JToken newestJob)
    {
        this.type = type;
        this.made = made;
        this.newestJob = newestJob;
        this.nodes = nodes.Where(node => type.Covers(Value.Text(node, "operationType")))
            .OrderBy(node => Rank(node)).ThenBy(Name, StringComparer.OrdinalIgnoreCase).ToList();
    }

    // Revision 1: the report as text.
    internal static async Task<HttpResponseMessage> Answer(Call call)
    {
        var report = await Make(call).ConfigureAwait(false);
        return Reply.Ok(Value.Object(
            ("reportType", report.type.Id),
            ("createdAt", Value.Print(report.made)),
            ("report", report.Text())));
    }

    internal static async Task<StatusReport> Make(Call call)
    {
        call.Require("dataset", "reportType");
        var type = ReportTypes.Named(call.Text("reportType"));
        var status = RefreshReport.Workflow("GET", call.Text("dataset"), "/status");
        status.Missing = Missing.Empty;
        var jobs = RefreshReport.Workflow("GET", call.Text("dataset"), "/jobs");
        jobs.Query.Add("top", 1);
        var nodes = call.Send(status);
        var newest = call.Send(jobs);
        await Task.WhenAll(nodes, newest).ConfigureAwait(false);
        return new StatusReport(type, call.Now, Value.Items(await nodes.ConfigureAwait(false)),
            Value.FirstItem(Value.Items(await newest.ConfigureAwait(false))));
    }

    internal JObject Json() => Value.Object(
        ("reportType", type.Id),
        ("title", type.Title),
        ("createdAt", Value.Print(made)),
        ("overall", Overall()),
        ("report", Text()),
        ("successfulCount", Count("Successful")),
        ("failedCount", Count("Failed")),
        ("refreshingCount", Count("Refreshing") + Count("Queued")),
        ("otherCount", nodes.Count - Count("Successful") - Count("Failed") - Count("Refreshing") - Count("Queued")),
        ("newestRefresh", newestJob == null ? null : Value.Object(
            ("jobId", Value.Text(newestJob, "jobId")),
            ("operationType", Value.Text(newestJob, "operationType")),
            ("status", Value.Text(newestJob, "jobStatus")),
            ("submittedAt", Value.Print(Value.Instant(newestJob, "submittedTimestamp"))),
            ("endedAt", Value.Print(Value.Instant(newestJob, "endTimestamp"))))),
        ("steps", new JArray(nodes.Select(Step))));

    // The product's own words for the states of the API.
    private static string Status(JToken node)
    {
        switch (Value.Text(node, "taskStatus")?.ToLowerInvariant())
        {
            case "successful": return "Successful";
            case "failed":
            case "timedout": return "Failed";
            case "running": return "Refreshing";
            case "queued":
            case "needsupdate": return "Queued";
            case "skipped": return "Skipped";
            case "aborted":
            case "deleted": return "Canceled";
            case null: return "Not started";
            default: return Value.Text(node, "taskStatus");
        }
    }

    // What needs attention comes first.
    private static int Rank(JToken node)
    {
        var place = Array.IndexOf(new[] { "Failed", "Canceled", "Skipped", "Refreshing", "Queued", "Not started" }, Status(node));
        return place < 0 ? int.MaxValue : place;
    }

    private static string Name(JToken node) =>
        Value.Text(node, "friendlyName") ?? Value.Text(node, "identifier") ?? Value.Text(node, "operationType");

    private int Count(string status) => nodes.Count(node => Status(node) == status);

    private string Overall() => Count("Failed") > 0 ? "Failed"
        : Count("Refreshing") + Count("Queued") > 0 ? "Refreshing"
        : Count("Successful") > 0 ? "Successful"
        : nodes.Count == 0 ? "Not started" : Status(nodes[0]);

    private string Text()
    {
        var lines = new List<string> { "Status of \"" + type.Title + "\"" + (made == null ? "" : " at " + Value.Print(made)) + ": " + Overall() + "." };
        lines.AddRange(nodes.GroupBy(Status).Select(group => group.Key + ": " + group.Count()));
        foreach (var node in nodes.Where(node => Status(node) == "Failed"))
            lines.Add("\"" + Name(node) + "\" failed: " + (Value.Text(RefreshReport.Error(node), "message") ?? "the service gave no reason."));
        return string.Join("\n", lines);
    }

    private static JObject Step(JToken node)
    {
        var error = RefreshReport.Error(node);
        return Value.Object(
            ("name", Name(node)),
            ("identifier", Value.Text(node, "identifier")),
            ("operationType", Value.Text(node, "operationType")),
            ("status", Status(node)),
            ("endedAt", Value.Print(Value.Instant(node, "endTimestamp"))),
            ("lastSuccessfulAt", Value.Print(Value.Instant(node, "lastSuccessfulTimestamp"))),
            ("errorCode", Value.Text(error, "errorCode")),
            ("errorMessage", Value.Text(error, "message")));
    }
}
