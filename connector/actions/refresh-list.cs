using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

// The newest refreshes, each with the step that made it fail.
internal static class RefreshList
{
    private const int UsualCount = 20;
    private const int MostCount = 200;

    internal static async Task<HttpResponseMessage> Answer(Call call)
    {
        call.Require("instanceId");
        var top = call.Number("top") ?? UsualCount;
        if (top < 1 || top > MostCount || decimal.Truncate(top) != top)
            throw Failure.Refused("The value of top is not a whole number from 1 to " + MostCount + ".");
        var request = RefreshReport.Workflow("GET", call.Text("instanceId"), "/jobs");
        request.Query.Add("top", top);
        request.Query.Add("includeTasks", true);
        var jobs = Value.Items(await call.Send(request).ConfigureAwait(false));
        if (call.Flag("failedOnly") == true) jobs = jobs.Where(job => RefreshReport.Failed(Value.Text(job, "jobStatus")));
        return Reply.Ok(Value.Object(("value", new JArray(jobs.Select(RefreshReport.Of)))));
    }
}
