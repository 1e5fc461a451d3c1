using System;
using System.Net.Http;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

// Where the platform asks whether the refresh has ended.
internal static class RefreshOutcome
{
    private const string FailuresInARow = "failuresInARow";

    // One bad answer in hours of waiting must not fail the step; a service that stays away for this long may.
    private const int MostFailuresInARow = 10;

    internal static async Task<HttpResponseMessage> Answer(Call call)
    {
        call.Require("instanceId", "jobId");
        JToken job;
        try
        {
            job = await call.Send(RefreshReport.WithTasks(call)).ConfigureAwait(false);
        }
        catch (Failure failure) when (failure.OfService && (failure.IsThrottling || failure.Status >= 500))
        {
            var failures = (int)Math.Min(MostFailuresInARow, Math.Max(0, call.Number(FailuresInARow) ?? 0)) + 1;
            if (failures > MostFailuresInARow) throw;
            return Reply.Accepted(AddressOf(call, call.Text("jobId"), failures), failure.RetryAfter
                ?? RefreshAndWait.SecondsBetweenChecks.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        if (!RefreshReport.IsOver(job))
            return Reply.Accepted(AddressOf(call, call.Text("jobId"), 0), RefreshAndWait.SecondsBetweenChecks);
        var report = RefreshReport.Of(job);
        // Not 5xx or 429: the platform would repeat the step, and a refresh that failed stays failed.
        return RefreshReport.Failed(Value.Text(job, "jobStatus"))
            ? Reply.Error(424, Value.Text(Value.Record(report, "failedStep"), "errorCode") ?? "RefreshFailed", Value.Text(report, "summary"), report)
            : Reply.Ok(report);
    }

    internal static Uri AddressOf(Call call, string jobId, int failures) => call.Self("/actions/instances/"
        + Address.Part(call.Text("instanceId"), "the instance") + "/refreshes/" + Address.Part(jobId) + "/outcome"
        + (failures == 0 ? "" : "?" + FailuresInARow + "=" + failures.ToString(System.Globalization.CultureInfo.InvariantCulture)));
}
