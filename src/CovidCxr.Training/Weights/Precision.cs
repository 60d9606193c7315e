using System.Runtime.Intrinsics.X86;
using CovidCxr.Training.Recipes;
using TorchSharp;
using static TorchSharp.torch;

namespace CovidCxr.Training.Layers;

/// <summary>The arithmetic of a network's step; weights are kept in float32 in either.</summary>
public static class Precision
{
    /// <summary>The element type for a recipe's <see cref="Recipe.Precision"/> on this processor.</summary>
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

    /// <summary>The images of a batch as a network's input, [b, 3, h, w]: gray in all three channels, channels-last in memory.</summary>
    /// <param name="pixels">[b, h, w], row by row.</param>
    /// <param name="count">b.</param>
    /// <param name="size">h and w.</param>
    /// <param name="type">The element type of the step.</param>
    /// <remarks>
    /// TorchSharp has no memory formats; a permuted contiguous tensor has the strides of one, and the kernels follow them. With
    /// bfloat16 they are several times faster than with planes (docs/training.md).
    /// </remarks>
    public static Tensor Input(float[] pixels, int count, int size, ScalarType type)
    {
        using var scope = torch.NewDisposeScope();
        return torch.tensor(pixels, [count, size, size, 1])
            .to_type(type)
            .expand(count, size, size, 3)
            .contiguous()
            .permute(0, 3, 1, 2)
            .MoveToOuterDisposeScope();
    }
}
