using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

// A refresh (the service calls it a job) with the step that made it fail and the steps that were skipped for that.
internal static class RefreshReport
{
    internal static async Task<HttpResponseMessage> Answer(Call call)
    {
        call.Require("instanceId", "jobId");
        return Reply.Ok(Of(await call.Send(WithTasks(call)).ConfigureAwait(false)));
    }

    // Workflow calls of an instance, under the two paths that the service is documented with.
    internal static ApiRequest Workflow(string method, string instance, string rest)
    {
        var start = "/instances/" + Address.Part(instance, "the instance");
        return new ApiRequest(method, start + "/workflows/main" + rest) { OtherForm = start + "/manage/workflows/main" + rest };
    }

    internal static ApiRequest WithTasks(Call call)
    {
        var request = Workflow("GET", call.Text("instanceId"), "/jobs/" + Address.Part(call.Text("jobId"), "the refresh"));
        request.Query.Add("includeTasks", true);
        return request;
    }

    // The names of states are open: one that is not known counts as ended when the service says when it ended.
    internal static bool IsOver(JToken job)
    {
        var status = Value.Text(job, "jobStatus");
        return Failed(status) || Value.Is(status, "successful") || Value.Is(status, "skipped")
            || (Value.Instant(job, "endTimestamp") != null && !IsAhead(status));
    }

    internal static bool Failed(string status) => Value.Is(status, "failed") || Value.Is(status, "timedOut")
        || Value.Is(status, "aborted") || Value.Is(status, "deleted");

    internal static JObject Of(JToken job)
    {
        var tasks = Value.List(job, "tasks").ToList();
        var roots = Causes(tasks);
        var root = roots.FirstOrDefault();
        return Value.Object(
            ("jobId", Value.Text(job, "jobId")),
            ("summary", Sentence(job, root)),
            ("status", Value.Text(job, "jobStatus")),
            ("operationType", Value.Text(job, "operationType")),
            ("submission", Value.Text(job, "jobSubmissionKind")),
            ("submittedAt", Value.Print(Value.Instant(job, "submittedTimestamp"))),
            ("endedAt", Value.Print(Value.Instant(job, "endTimestamp"))),
            ("isOver", IsOver(job)),
            ("failedStep", root == null ? null : Step(root)),
            ("skippedSteps", new JArray(root == null ? Enumerable.Empty<JObject>() : Dependants(tasks, root).Select(Step))),
            ("failedStepCount", roots.Count));
    }

    private static bool IsAhead(string status) =>
        Value.Is(status, "queued") || Value.Is(status, "needsUpdate") || Value.Is(status, "running");

    // The failed steps that no other attempt made good, earliest first. A retry is a new task of the same step.
    private static List<JToken> Causes(List<JToken> tasks) => tasks
        .GroupBy(StepOf)
        .Select(attempts => attempts.OrderBy(task => Value.Instant(task, "submittedTimestamp"))
            .ThenBy(task => Value.Instant(task, "endTimestamp") ?? DateTimeOffset.MaxValue).Last())
        .Where(task => Value.Is(Value.Text(task, "taskStatus"), "failed") || Value.Is(Value.Text(task, "taskStatus"), "timedOut"))
        .OrderBy(task => Value.Instant(task, "endTimestamp") ?? DateTimeOffset.MaxValue)
        .ThenBy(task => Value.Text(task, "taskId"), StringComparer.Ordinal)
        .ToList();

    // The skipped steps that waited for the failed one, directly or through others. A task may wait for any attempt.
    private static List<JToken> Dependants(List<JToken> tasks, JToken root)
    {
        var skipped = tasks.Where(task => Value.Is(Value.Text(task, "taskStatus"), "skipped")).ToList();
        // Where the service does not say who waited for whom, all that was skipped is all that can be told.
        if (skipped.All(task => !Value.List(task, "waitingTaskIds").Any())) return skipped;
        var stopped = new HashSet<string>(tasks.Where(task => StepOf(task) == StepOf(root))
            .Select(task => Value.Text(task, "taskId")).Where(Value.Present), StringComparer.OrdinalIgnoreCase);
        var found = new List<JToken>();
        for (var before = -1; before != found.Count;)
        {
            before = found.Count;
            foreach (var task in skipped.Where(task => !found.Contains(task)
                && Value.List(task, "waitingTaskIds").Any(id => stopped.Contains(Value.AsText(id) ?? ""))).ToList())
            {
                found.Add(task);
                stopped.Add(Value.Text(task, "taskId") ?? "");
            }
        }
        return skipped.Where(found.Contains).ToList();
    }

    // Tasks carry no identifier of what they work on, so the kind and the name have to tell steps apart.
    private static string StepOf(JToken task) =>
        Value.Text(task, "operationType")?.ToLowerInvariant() + "\n" + Value.Text(task, "friendlyName");

    private static JObject Step(JToken task)
    {
        var error = Error(task);
        return Value.Object(
            ("taskId", Value.Text(task, "taskId")),
            ("name", Value.Text(task, "friendlyName")),
            ("operationType", Value.Text(task, "operationType")),
            ("status", Value.Text(task, "taskStatus")),
            ("endedAt", Value.Print(Value.Instant(task, "endTimestamp"))),
            ("errorCode", Value.Text(error, "errorCode")),
            ("errorMessage", Value.Text(error, "message")));
    }

    internal static JToken Error(JToken taskOrNode) =>
        Value.Record(taskOrNode, "ciError") ?? Value.FirstItem(Value.List(taskOrNode, "ciErrors"));

    private static string Sentence(JToken job, JToken root)
    {
        var status = Value.Text(job, "jobStatus") ?? "unknown";
        if (root == null)
            return IsOver(job) ? "The refresh has ended with status " + status + "." : "The refresh has not ended; its status is " + status + ".";
        var message = Value.Text(Error(root), "message") ?? "The service gave no reason.";
        var step = "its step \"" + (Value.Text(root, "friendlyName") ?? Value.Text(root, "operationType")) + "\" failed: " + message;
        return IsOver(job) ? "The refresh has ended with status " + status + ": " + step : "The refresh goes on, but " + step;
    }
}
