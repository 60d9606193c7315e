using CovidCxr.Imaging.Files;
using Xunit;

namespace CovidCxr.Imaging.Tests.Files;

public sealed class IgnoredNamesTests
{
    [Theory]
    [InlineData(".DS_Store")]
    [InlineData("._person1_virus_1.jpeg")]
    [InlineData(".git")]
    [InlineData("__MACOSX")]
    [InlineData("Thumbs.db")]
    [InlineData("thumbs.DB")]
    [InlineData("desktop.ini")]
    [InlineData("@eaDir")]
    [InlineData("$RECYCLE.BIN")]
    [InlineData("lost+found")]
    public void ANameThatASystemLeavesIsIgnored(string name) => Assert.True(IgnoredNames.Contains(name));

    [Theory]
    [InlineData("person1_virus_1.jpeg")]
    [InlineData("chest_xray")]
    [InlineData("MACOSX")]
    [InlineData("thumbs.db.png")]
    [InlineData("@eaDir.png")]
    public void AUsersNameIsNotIgnored(string name) => Assert.False(IgnoredNames.Contains(name));

    [Theory]
    [InlineData("__MACOSX/chest_xray/train/a.jpeg", true)]
    [InlineData(@"chest_xray\@eaDir\a.jpeg", true)]
    [InlineData("chest_xray/.hidden/a.jpeg", true)]
    [InlineData("chest_xray/train/a.jpeg", false)]
    public void APathIsIgnoredWithAnyOfItsNames(string path, bool ignored) => Assert.Equal(ignored, IgnoredNames.ContainsAnyOf(path));
}
