using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

// Operations in the form that the generator prints, one for each thing the prelude can do.
public class Script : ScriptBase
{
    private static readonly ServiceApi Service = new ServiceApi(name: "Customer Insights", baseAddress:
        "https://api.example.com/v1", storageHosts: new[] { ".blob.core.windows.net", ".dfs.core.windows.net" });

    private static readonly Operation[] Operations =
    {
        new Operation("OnRecord", "/trigger/shops/{shopId}/record", OnRecord) { Polling = true },
        new Operation("OnTask", "/trigger/shops/{shopId}/task", OnTask) { Polling = true },
        new Operation("OnCrossed", "/trigger/shops/{shopId}/crossed", OnCrossed) { Polling = true },
        new Operation("OnFault", "/trigger/shops/{shopId}/fault", OnFault) { Polling = true },
        new Operation("Echo", "/shops/{shopId}/echo/{name}", Echo),
        new Operation("ListAll", "/shops/{shopId}/all", ListAll),
        new Operation("SendOne", "/shops/{shopId}/one", SendOne),
        new Operation("FetchFile", "/shops/{shopId}/file", FetchFile),
        new Operation("StartJob", "/shops/{shopId}/jobs", StartJob),
    };

    public override Task<HttpResponseMessage> ExecuteAsync() =>
        Dispatch.Answer(Context, CancellationToken, Service, Operations);

    private static Task<HttpResponseMessage> OnRecord(Call call) => Polling.Answer(call, new NewItems
    {
        Read = new ApiRequest("GET", "/shops/" + Address.Part(call.Text("shopId")) + "/records")
        {
            Window = Window.Count("top", new[] { 100, 1000 }, record => Instant(record, "begun")),
        },
        Where = (item, record) => (string)item["status"] != "running",
        Id = (item, record) => (string)item["id"],
        At = (item, record) => Instant(item, "ended"),
        Event = (item, record, also, historyIncomplete) =>
            new JObject { ["id"] = item["id"], ["historyIncomplete"] = historyIncomplete },
    });

    private static Task<HttpResponseMessage> OnTask(Call call) => Polling.Answer(call, new NewItems
    {
        Read = new ApiRequest("GET", "/shops/" + Address.Part(call.Text("shopId")) + "/jobs")
        {
            OtherForm = "/shops/" + Address.Part(call.Text("shopId")) + "/manage/jobs",
            Query = { { "includeTasks", "true" } },
            Window = Window.Count("top", new[] { 2, 5 }, record => Instant(record, "begun")),
        },
        Also =
        {
            { "status", new ApiRequest("GET", "/status") { OtherForm = "/manage/status" } },
            { "names", new ApiRequest("GET", "/names") { Missing = Missing.Empty } },
        },
        Items = job => job["tasks"] ?? new JArray(),
        Id = (task, job) => (string)task["id"],
        At = (task, job) => Instant(task, "ended"),
        Keep = (task, job, also) => (string)task["id"] != (string)also["status"]["drop"],
        Event = (task, job, also, historyIncomplete) => new JObject
        {
            ["task"] = task["id"], ["job"] = job["id"], ["names"] = also["names"], ["historyIncomplete"] = historyIncomplete,
        },
    });

    private static Task<HttpResponseMessage> OnCrossed(Call call) => Polling.Answer(call, new Crossing
    {
        Read = new ApiRequest("GET", "/shops/" + Address.Part(call.Text("shopId")) + "/segments")
        {
            Query = { { "history", "true" } },
            Window = Window.Days("days", 10, 365),
        },
        Refuse = answer => (bool?)answer["hasDimension"] == true ? "A measure with a dimension has no single value." : (string)null,
        Source = answer => answer["segments"].FirstOrDefault(segment => (string)segment["name"] == call.Text("segment")),
        Series = source => source["points"],
        At = point => Instant(point, "at"),
        Measure = point => (decimal?)point["value"],
        Threshold = call.Number("threshold"),
        Direction = call.Text("direction") ?? "above",
        Event = crossed => new JObject
        {
            ["name"] = crossed.Source["name"],
            ["point"] = crossed.Point["at"],
            ["at"] = crossed.At.ToString("o", CultureInfo.InvariantCulture),
            ["value"] = crossed.Value,
            ["previousAt"] = crossed.PreviousAt?.ToString("o", CultureInfo.InvariantCulture),
            ["previousValue"] = crossed.PreviousValue,
            ["rising"] = crossed.Rising,
            ["historyIncomplete"] = crossed.HistoryIncomplete,
        },
    });

    private static Task<HttpResponseMessage> OnFault(Call call) => throw new InvalidOperationException("A secret.");

    private static Task<HttpResponseMessage> Echo(Call call) => Task.FromResult(Reply.Ok(new JObject
    {
        ["shopId"] = call.Text("shopId"),
        ["name"] = call.Text("name"),
        ["text"] = call.Text("text"),
        ["number"] = call.Number("number"),
        ["flag"] = call.Flag("flag"),
        ["instant"] = call.Instant("instant")?.ToString("o", CultureInfo.InvariantCulture),
        ["body"] = call.Body(),
        ["self"] = call.Self("/shops/a%2Fb/jobs?x=1").OriginalString,
        ["lacks"] = call.Lacks("name", "text"),
    }));

    private static async Task<HttpResponseMessage> ListAll(Call call) => Reply.Ok(await call.Send(
        new ApiRequest("GET", "/list") { Query = { { "kind", call.Text("kind") } }, AllPages = new Pages("$top", "$skip", 2) }));

    private static async Task<HttpResponseMessage> SendOne(Call call)
    {
        var answer = await call.Send(new ApiRequest("POST", "/one")
        {
            OtherForm = "/manage/one",
            Query = { { "text", call.Text("text") }, { "size", 1.5m }, { "flag", true }, { "ids", new[] { "a b", "c&d" } }, { "none", (string)null } },
            Body = call.Body(),
            MediaType = "application/json-patch+json",
        });
        return Reply.Ok(new JObject { ["answer"] = answer, ["now"] = call.Now?.ToString("o", CultureInfo.InvariantCulture) });
    }

    private static async Task<HttpResponseMessage> FetchFile(Call call)
    {
        var headers = new Dictionary<string, string> { ["x-ms-version"] = "2020-10-02", ["authorization"] = "Bearer leaked" };
        var file = await call.Fetch(new Uri(call.Text("address")), headers);
        return Reply.Ok(new JObject { ["status"] = (int)file.StatusCode, ["text"] = await file.Content.ReadAsStringAsync() });
    }

    private static Task<HttpResponseMessage> StartJob(Call call) => Task.FromResult(Reply.Accepted(call.Self("/shops/1/jobs/7"), 15));

    private static DateTimeOffset? Instant(JToken token, string name) =>
        DateTimeOffset.TryParse((string)token[name], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : (DateTimeOffset?)null;
}
