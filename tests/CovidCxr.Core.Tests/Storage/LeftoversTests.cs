using CovidCxr.Core.Storage;
using Xunit;

namespace CovidCxr.Core.Tests.Storage;

public sealed class LeftoversTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_a_killed_owner_left_is_removed_and_what_lives_stays()
    {
        var dead = folder[$".data.partial-{Guid.NewGuid():N}"];
        folder.Write($"{Path.GetFileName(dead)}/.lock", []);
        folder.Write($"{Path.GetFileName(dead)}/image.png", [1]);
        folder.Write($".other.partial-{Guid.NewGuid():N}/.lock", []);
        folder.Write(".data.partial-notes", [1]);
        using (var living = AtomicFolder.Begin(folder["data"], _ => false, "dataset"))
        {
            Assert.False(Directory.Exists(dead));
            using var second = AtomicFolder.Begin(folder["data"], _ => false, "dataset");
            Assert.True(Directory.Exists(living.Path));
            living.Commit();
            Assert.Empty(Directory.EnumerateFileSystemEntries(folder["data"]));
        }
        Assert.Equal(3, folder.Names.Length); // data, and what belongs to others
    }

    [Fact]
    public void A_temporary_file_is_cleared_alike()
    {
        var dead = folder.Write($".a.onnx.partial-{Guid.NewGuid():N}", [1]);
        using var living = AtomicFile.Begin(folder["a.onnx"], ".onnx");
        Assert.False(File.Exists(dead));
        using var second = AtomicFile.Begin(folder["a.onnx"], ".onnx");
        Assert.True(File.Exists(living.Path));
        living.Fill(stream => stream.Write([1, 2]));
        Assert.Equal([1, 2], File.ReadAllBytes(living.Path));
        living.Commit();
        Assert.Equal([1, 2], File.ReadAllBytes(folder["a.onnx"]));
    }

    [Fact]
    public void A_temporary_folder_without_a_lock_goes_only_when_it_is_old()
    {
        var path = folder[$".data.partial-{Guid.NewGuid():N}"];
        Directory.CreateDirectory(path);
        AtomicFolder.Begin(folder["data"], _ => false, "dataset").Dispose();
        Assert.True(Directory.Exists(path));
        Directory.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-3));
        AtomicFolder.Begin(folder["data"], _ => false, "dataset").Dispose();
        Assert.False(Directory.Exists(path));
    }
}
