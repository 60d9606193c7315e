using System.Runtime.Intrinsics.X86;
using static TorchSharp.torch;

namespace CovidCxr.Training.Weights;

/// <summary>Chooses the element type that a network computes with; the master weights are float32 in any case.</summary>
public static class Precision
{
    /// <summary>Resolves a recipe's <c>precision</c>.</summary>
    /// <param name="precision"><c>bfloat16</c>, <c>float32</c>, or <c>auto</c> for bfloat16 if the processor has it.</param>
    /// <param name="processor">The processor; null for this one.</param>
    public static ScalarType Choose(string precision, Processor? processor = null) => precision switch
    {
        "bfloat16" => ScalarType.BFloat16,
        "float32" => ScalarType.Float32,
        _ => (processor ?? Processor.Own).HasBFloat16 ? ScalarType.BFloat16 : ScalarType.Float32,
    };

    /// <summary>Warns of a <c>precision</c> that is slow on the processor; null if it is not. One line without a full stop.</summary>
    /// <inheritdoc cref="Choose" path="/param"/>
    public static string? Warning(string precision, Processor? processor = null)
    {
        var on = processor ?? Processor.Own;
        if (precision != "bfloat16" || on.HasBFloat16)
            return null;
        // Measured on two cores, a step of the paper's network: 5 s with AVX-512 and 45 to 60 s with AVX2 alone, where float32 takes 1 to
        // 2 s (docs/lab/2026-11-26-float32-on-avx2.md).
        var times = on.HasAvx512 ? "longer than" : "many times as long as";
        return "precision bfloat16: this processor is not known to have instructions for it, and without them a step takes "
            + $"{times} in float32; "
            + "train with --set precision=float32";
    }
}

/// <summary>What a processor can do that decides how a network is trained on it.</summary>
/// <param name="HasAvx512">Whether it has AVX-512, in which the libraries can imitate bfloat16 fairly fast.</param>
/// <param name="HasBFloat16">Whether it multiplies bfloat16 in hardware (AVX512_BF16 or AMX-BF16; Intel SDM, CPUID leaf 7).</param>
public sealed record Processor(bool HasAvx512, bool HasBFloat16)
{
    /// <summary>This processor.</summary>
    public static Processor Own { get; } = Detect();

    private static Processor Detect()
    {
        if (!X86Base.IsSupported || !Avx512F.IsSupported || X86Base.CpuId(0, 0).Eax < 7)
            return new Processor(HasAvx512: false, HasBFloat16: false);
        var amx = (X86Base.CpuId(7, 0).Edx >> 22 & 1) == 1;
        var avx512 = (X86Base.CpuId(7, 1).Eax >> 5 & 1) == 1;
        return new Processor(HasAvx512: true, HasBFloat16: amx || avx512);
    }
}
