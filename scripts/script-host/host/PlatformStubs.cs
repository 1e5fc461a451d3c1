// Namespaces that published scripts import and that have no content on this runtime. A using directive needs a
// namespace to exist, so each holds one empty type.

namespace Microsoft.PowerPlatform.Connectors.CustomCode.CSharp
{
    /// <summary>Makes the namespace exist; several certified scripts import it.</summary>
    public static class NamespaceExists { }
}

namespace System.Runtime.Remoting.Contexts
{
    /// <summary>Makes the namespace exist; two published scripts import it without using it.</summary>
    public static class NamespaceExists { }
}
