using System.Collections.Generic;
using System.Linq;

namespace Konektor.ScriptHost;

internal static class PlatformUsings
{
    /// <summary>The namespaces that the platform's documentation lists as usable; most published scripts import none themselves.</summary>
    public static readonly IReadOnlyList<string> Namespaces = new[]
    {
        "System", "System.Collections", "System.Collections.Generic", "System.Diagnostics", "System.IO", "System.IO.Compression",
        "System.Linq", "System.Net", "System.Net.Http", "System.Net.Http.Headers", "System.Net.Security", "System.Security.Authentication",
        "System.Security.Cryptography", "System.Text", "System.Text.RegularExpressions", "System.Threading", "System.Threading.Tasks",
        "System.Web", "System.Xml", "System.Xml.Linq", "System.Drawing", "System.Drawing.Drawing2D", "System.Drawing.Imaging",
        "Microsoft.Extensions.Logging", "Newtonsoft.Json", "Newtonsoft.Json.Linq",
    };

    /// <summary>The same as C# source, in a file of its own so that the script keeps its line numbers.</summary>
    public static string Source { get; } = string.Concat(Namespaces.Select(name => $"global using {name};\n"));
}
