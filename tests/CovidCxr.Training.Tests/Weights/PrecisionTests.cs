using CovidCxr.Training.Weights;
using TorchSharp;
using Xunit;

namespace CovidCxr.Training.Tests.Weights;

public class PrecisionTests
{
    private static readonly Processor Avx2 = new(HasAvx512: false, HasBFloat16: false);
    private static readonly Processor Avx512 = new(HasAvx512: true, HasBFloat16: false);
    private static readonly Processor BFloat16 = new(HasAvx512: true, HasBFloat16: true);

    [Fact]
    public void Auto_takes_what_is_fast_on_the_processor()
    {
        Assert.Equal(torch.ScalarType.Float32, Precision.Choose("auto", Avx2));
        Assert.Equal(torch.ScalarType.Float32, Precision.Choose("auto", Avx512));
        Assert.Equal(torch.ScalarType.BFloat16, Precision.Choose("auto", BFloat16));
    }

    [Fact]
    public void A_user_gets_the_type_that_was_asked_for()
    {
        foreach (var processor in new[] { Avx2, Avx512, BFloat16 })
        {
            Assert.Equal(torch.ScalarType.BFloat16, Precision.Choose("bfloat16", processor));
            Assert.Equal(torch.ScalarType.Float32, Precision.Choose("float32", processor));
        }
    }

    [Fact]
    public void Bfloat16_without_instructions_for_it_is_warned_of_in_one_line_that_says_what_is_fast()
    {
        Assert.Contains("many times as long", Precision.Warning("bfloat16", Avx2));
        Assert.Contains("longer than in float32", Precision.Warning("bfloat16", Avx512));
        foreach (var processor in new[] { Avx2, Avx512 })
        {
            Assert.Contains("--set precision=float32", Precision.Warning("bfloat16", processor));
            Assert.DoesNotContain('\n', Precision.Warning("bfloat16", processor)!);
            Assert.Null(Precision.Warning("float32", processor));
            Assert.Null(Precision.Warning("auto", processor));
        }
        foreach (var precision in new[] { "auto", "float32", "bfloat16" })
            Assert.Null(Precision.Warning(precision, BFloat16));
    }
}
