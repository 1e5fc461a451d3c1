using System;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Konektor.ScriptHost;

/// <summary>Where a script's requests go. The message is a copy that the backend may consume.</summary>
internal interface IBackend
{
    Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken);
}

/// <summary>The network. One client and one connection pool for all scripts; the client itself adds and follows nothing.</summary>
internal sealed class HttpBackend : IBackend
{
    private readonly HttpClient client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        MaxConnectionsPerServer = 512,
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        Proxy = new ProxyExceptForThisMachine(HttpClient.DefaultProxy),
        ActivityHeadersPropagator = null,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        client.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);

    /// <summary>The machine's proxy settings, which on Unix don't leave out loopback addresses by themselves.</summary>
    private sealed class ProxyExceptForThisMachine : IWebProxy
    {
        private readonly IWebProxy proxy;

        public ProxyExceptForThisMachine(IWebProxy proxy) => this.proxy = proxy;

        public ICredentials? Credentials { get => proxy.Credentials; set => proxy.Credentials = value; }

        public Uri? GetProxy(Uri destination) => proxy.GetProxy(destination);

        public bool IsBypassed(Uri host) => host.IsLoopback || proxy.IsBypassed(host);
    }
}
