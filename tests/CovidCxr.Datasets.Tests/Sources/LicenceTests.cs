using CovidCxr.Core;
using CovidCxr.Datasets.Duplicates;
using CovidCxr.Datasets.Sources;
using Xunit;

namespace CovidCxr.Datasets.Tests.Sources;

public class LicenceTests
{
    private static readonly SourceListing Listing = new(
        [Image("a", "CC BY 4.0"), Image("b", "CC BY-NC-ND"), Image("c", "cc by 3.0"), Image("d", "")],
        [new SkippedFile("cohen", 7, "e", SkipReason.NoFile, "")]);

    [Theory]
    [InlineData("CC BY 4.0", "a")]
    [InlineData("CC BY ?.?", "a,c")]
    [InlineData("cc by*", "a,b,c")]
    [InlineData("CC BY 4.0|CC BY-NC*", "a,b")]
    [InlineData("*", "a,b,c")] // not one whose licence nobody says
    public void Images_of_the_wanted_licences_are_left(string patterns, string expected) => Assert.Equal(
        expected, string.Join(',', Listing.WithLicences(patterns.Split('|')).Images.Select(image => image.Original)));

    [Fact]
    public void All_others_are_skipped_with_their_licence()
    {
        var skipped = Listing.WithLicences(["CC BY 4.0"]).Skipped;

        Assert.Equal(["e", "b", "c", "d"], skipped.Select(file => file.Original));
        Assert.Equal(("cohen", SkipReason.Licence, "CC BY-NC-ND"), (skipped[1].Source, skipped[1].Reason, skipped[1].Detail));
        Assert.Same(Listing, Listing.WithLicences([]));
    }

    [Fact]
    public void A_hash_is_read_as_it_is_written()
    {
        var hash = new PerceptualHash(1, ulong.MaxValue, 0x123456789ABCDEF0, 0);

        Assert.Equal(hash, PerceptualHash.Parse(hash.ToString()));
        Assert.Null(PerceptualHash.Parse("12"));
        Assert.Null(PerceptualHash.Parse(new string('x', 64)));
    }

    private static SourceImage Image(string original, string licence) => new(
        new CohenSource(), original, original, "COVID-19", Label.Of(Finding.Covid19), "patient", "PA", "", "", licence, "");
}
