using System.Diagnostics;
using System.Net.Sockets;
using CovidCxr.Core.Storage;
using Xunit;

namespace CovidCxr.Core.Tests.Storage;

public sealed class RegularFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_is_read_whole_and_no_larger_than_allowed()
    {
        var path = folder.Write("a", [1, 2, 3]);
        Assert.Equal([1, 2, 3], RegularFile.ReadBytes(path, most: 3));
        var message = Assert.Throws<InputException>(() => RegularFile.ReadBytes(path, most: 2, "scale it down")).Message;
        Assert.StartsWith($"{path} has 3 bytes, more than", message);
        Assert.Empty(RegularFile.ReadBytes(folder.Write("empty", []), most: 3));
    }

    [Fact]
    public void A_file_that_says_it_is_empty_is_read_to_its_end_and_not_beyond_the_limit()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "files of /proc have no length");
        Assert.NotEmpty(RegularFile.ReadBytes("/proc/self/status", most: 1 << 20));
        Assert.Contains("more than", Assert.Throws<InputException>(() => RegularFile.ReadBytes("/proc/self/status", most: 10)).Message);
    }

    [Fact]
    public void Pipes_sockets_devices_and_folders_are_refused_without_opening_them()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has none in its folders");
        var pipe = folder["pipe"];
        Process.Start("mkfifo", pipe).WaitForExit();
        File.CreateSymbolicLink(folder["zero"], "/dev/zero");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var name = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        socket.Bind(new UnixDomainSocketEndPoint(name));
        try
        {
            foreach (var (path, word) in new[] { (pipe, "a pipe"), (folder["zero"], "a device"), (name, "a socket"), (folder.Path,
                "a folder") })
                Assert.Equal(
                    $"{path} is {word}, not a file; give a file", Assert.Throws<InputException>(() => RegularFile.Open(path)).Message);
        }
        finally
        {
            File.Delete(name);
        }
    }

    [Fact]
    public void A_missing_file_is_missing() => Assert.Throws<FileNotFoundException>(() => RegularFile.Open(folder["none"]));
}
