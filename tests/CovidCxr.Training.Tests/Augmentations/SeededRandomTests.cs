using CovidCxr.Training.Augmentations;
using Xunit;

namespace CovidCxr.Training.Tests.Augmentations;

public class SeededRandomTests
{
    [Fact]
    public void Every_list_of_keys_has_its_own_sequence()
    {
        var firsts = new HashSet<ulong>();
        for (var epoch = -2; epoch < 20; epoch++)
            for (var image = -2; image < 100; image++)
                Assert.True(firsts.Add(new SeededRandom(0, epoch, image).NextBits()));
        Assert.NotEqual(new SeededRandom(1, 2).NextBits(), new SeededRandom(2, 1).NextBits());
    }

    /// <summary>Recorded runs depend on these numbers.</summary>
    [Fact]
    public void The_numbers_never_change()
    {
        var random = new SeededRandom(3, 1, 41);
        Assert.Equal([0xEC5B5BD7C08D0B96, 0x87999AA0198BFA2C, 0x5AE6A8803F63C7F5], Enumerable.Range(0, 3).Select(_ => random.NextBits()));
    }

    [Fact]
    public void Numbers_are_uniform_and_normal()
    {
        var random = new SeededRandom(7);
        var uniform = new List<float>();
        var normal = new List<float>();
        var below = new int[5];
        for (var i = 0; i < 20_000; i++)
        {
            uniform.Add(random.NextSingle());
            normal.Add(random.NextNormal());
            below[random.Below(5)]++;
        }
        Assert.All(uniform, value => Assert.InRange(value, 0f, 0.99999994f));
        Assert.Equal(0.5, uniform.Average(), 0.01);
        Assert.Equal(1 / 12.0, uniform.Average(v => (v - 0.5) * (v - 0.5)), 0.003);
        Assert.Equal(0, normal.Average(), 0.03);
        Assert.Equal(1, normal.Average(v => v * v), 0.05);
        Assert.All(below, count => Assert.InRange(count, 3700, 4300));
    }
}
