// Takes its state out of the backend's address, and only then looks for it there.
public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        var original = HttpUtility.ParseQueryString(Context.OriginalRequestUri.Query);
        var cleared = HttpUtility.ParseQueryString(Context.Request.RequestUri.Query);
        cleared.Remove("triggerState");
        Context.Request.RequestUri = new UriBuilder(Context.Request.RequestUri) { Query = cleared.ToString() }.Uri;
        var state = HttpUtility.ParseQueryString(Context.Request.RequestUri.Query)["triggerState"];
        var response = state == null
            ? new HttpResponseMessage(HttpStatusCode.Accepted)
            : await Context.SendAsync(Context.Request, CancellationToken).ConfigureAwait(false);
        original["triggerState"] = DateTime.UtcNow.ToString("o");
        response.Headers.Location = new UriBuilder(Context.OriginalRequestUri) { Query = original.ToString() }.Uri;
        response.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(60));
        return response;
    }
}
