using CovidCxr.Core.Storage;
using Xunit;

namespace CovidCxr.Core.Tests.Storage;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_is_replaced_by_exactly_the_new_content()
    {
        File.WriteAllText(folder["a.txt"], "something longer");
        AtomicFile.Write(folder["a.txt"], "für");
        Assert.Equal("für"u8.ToArray(), File.ReadAllBytes(folder["a.txt"]));
        Assert.Equal([folder["a.txt"]], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void An_error_halfway_leaves_the_earlier_file_and_nothing_beside_it()
    {
        File.WriteAllText(folder["a.txt"], "earlier");
        Assert.Throws<NotSupportedException>(() => AtomicFile.Write(folder["a.txt"], file =>
        {
            file.Write("new"u8);
            throw new NotSupportedException();
        }));
        Assert.Equal("earlier", File.ReadAllText(folder["a.txt"]));
        Assert.Equal([folder["a.txt"]], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_path_that_cannot_be_written_is_named()
    {
        Directory.CreateDirectory(folder["taken"]);
        foreach (var name in new[] { "missing/a.txt", "taken" })
        {
            var message = Assert.Throws<InputException>(() => AtomicFile.Write(folder[name], "text")).Message;
            Assert.StartsWith($"{folder[name]}: cannot be written (", message);
            Assert.DoesNotContain('\n', message);
        }
        Assert.Equal([folder["taken"]], Directory.GetFileSystemEntries(folder.Path));
    }
}
