using System;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Konektor.ScriptHost;

internal static class Program
{
    /// <summary>
    /// Arguments: the folder of the .NET installation, the folder of the SDK, the folder for compiled scripts, the key of
    /// this host build. Frames come on stdin and go to stdout; the process ends when stdin does.
    /// </summary>
    private static async Task<int> Main(string[] arguments)
    {
        if (arguments.Length != 4)
        {
            Console.Error.WriteLine("script host: expected <dotnet folder> <sdk folder> <script cache folder> <host key>; it is started by its client, not by hand.");
            return 2;
        }
        var input = Console.OpenStandardInput();
        var output = Console.OpenStandardOutput();
        // A script that writes to the console must not write into the frames.
        Console.SetOut(Console.Error);
        var sdk = new SdkAssemblies(arguments[0], arguments[1]);
        sdk.Register();
        StrayExceptions.KeepProcessAlive();
        // .NET Framework, which the platform seems to run scripts on, has all code pages; here they are had by asking for them.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        // A script that blocks its thread must not make the others wait for the pool's slow growth.
        ThreadPool.SetMinThreads(256, 64);
        return await ServeAsync(input, output, sdk, new ScriptCache(arguments[2], arguments[3])).ConfigureAwait(false);
    }

    // Apart from Main, since its types need assemblies that only the registered resolver finds.
    private static async Task<int> ServeAsync(System.IO.Stream input, System.IO.Stream output, SdkAssemblies sdk, ScriptCache cache)
    {
        var writer = new FrameWriter(output);
        var dispatcher = new Dispatcher(writer, sdk, cache);
        writer.Write(header =>
        {
            header.WriteString("type", "ready");
            header.WriteString("runtime", Environment.Version.ToString());
            header.WriteBoolean("cultureData", CallCulture.HasCultureData);
        });
        var reader = new FrameReader(input);
        while (reader.Read() is { } frame) dispatcher.Accept(frame);
        // Frames of calls that still run have no reader any more, so only what is queued is written.
        await Task.WhenAny(writer.CompleteAsync(), Task.Delay(1000)).ConfigureAwait(false);
        Environment.Exit(0);
        return 0;
    }
}
