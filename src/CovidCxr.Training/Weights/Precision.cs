using System.Runtime.Intrinsics.X86;
using static TorchSharp.torch;

namespace CovidCxr.Training.Weights;

/// <summary>Chooses the element type that a network computes with; the master weights are float32 in any case.</summary>
public static class Precision
{
    /// <summary>Resolves a recipe's <c>precision</c> on this processor.</summary>
    /// <param name="precision"><c>bfloat16</c>, <c>float32</c>, or <c>auto</c> for bfloat16 if the processor has it.</param>
    public static ScalarType Choose(string precision) => precision switch
    {
        "bfloat16" => ScalarType.BFloat16,
        "float32" => ScalarType.Float32,
        _ => ProcessorHasBFloat16 ? ScalarType.BFloat16 : ScalarType.Float32,
    };

    /// <summary>Whether the processor multiplies bfloat16 in hardware (AVX512_BF16 or AMX-BF16; Intel SDM, CPUID leaf 7).</summary>
    public static bool ProcessorHasBFloat16
    {
        get
        {
            if (!X86Base.IsSupported || !Avx512F.IsSupported || X86Base.CpuId(0, 0).Eax < 7)
                return false;
            var amx = (X86Base.CpuId(7, 0).Edx >> 22 & 1) == 1;
            var avx512 = (X86Base.CpuId(7, 1).Eax >> 5 & 1) == 1;
            return amx || avx512;
        }
    }
}
