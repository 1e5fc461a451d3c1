// A polling trigger on a virtual path. Its state is an instant and the ids that were told of that instant: "1700000000|a,b".
public class Script : ScriptBase
{
    private const string StateName = "triggerState";

    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        var asked = HttpUtility.ParseQueryString(Context.OriginalRequestUri.Query);
        var state = asked[StateName];
        if (state == null) return Answered(HttpStatusCode.Accepted, asked, $"{new DateTimeOffset(DateTime.UtcNow).ToUnixTimeSeconds()}|", null);
        var parts = state.Split('|');
        var told = parts[1].Split(',');
        var address = new UriBuilder(Context.Request.RequestUri);
        address.Path = address.Path.Replace("/trigger1/", "/");
        address.Query = "from=" + parts[0];
        Context.Request.RequestUri = address.Uri;
        var response = await Context.SendAsync(Context.Request, CancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode) return response;
        var found = (JArray)JObject.Parse(await response.Content.ReadAsStringAsync().ConfigureAwait(false))["data"];
        var fresh = found.Where(reply => !told.Contains((string)reply["id"])).ToList();
        if (fresh.Count == 0) return Answered(HttpStatusCode.Accepted, asked, state, null);
        var newest = fresh.Max(reply => (long)reply["at"]);
        var ofThen = found.Where(reply => (long)reply["at"] == newest).Select(reply => (string)reply["id"]);
        return Answered(HttpStatusCode.OK, asked, $"{newest}|{string.Join(",", ofThen)}", new JArray(fresh));
    }

    private HttpResponseMessage Answered(HttpStatusCode status, System.Collections.Specialized.NameValueCollection asked, string state, JArray body)
    {
        asked[StateName] = state;
        var next = new UriBuilder(Context.OriginalRequestUri) { Query = asked.ToString() };
        var response = new HttpResponseMessage(status);
        response.Headers.Location = next.Uri;
        response.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(120));
        if (body != null) response.Content = CreateJsonContent(body.ToString());
        return response;
    }
}
