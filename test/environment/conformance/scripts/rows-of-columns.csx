using System.Runtime.Remoting.Contexts;
using System.Net;

public class script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        var body = JObject.Parse(await Context.Request.Content.ReadAsStringAsync().ConfigureAwait(false));
        if (body["data"] == null || body["columns"] == null) return new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = CreateJsonContent("{\"error\":\"data and columns are needed\"}") };
        var rows = body["data"].Select(row => new JObject(row.Select((cell, index) => new JProperty((string)body["columns"][index], cell))));
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = CreateJsonContent(new JArray(rows).ToString()) };
    }
}
