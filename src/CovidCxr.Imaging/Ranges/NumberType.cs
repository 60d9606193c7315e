namespace CovidCxr.Imaging.Ranges;

/// <summary>The type of the numbers in an image file.</summary>
/// <param name="Bits">Bits of a number.</param>
/// <param name="IsSigned">Whether it has negative numbers.</param>
/// <param name="IsWhole">Whether it has whole numbers only.</param>
/// <param name="SignificantBits">The bits that the file says its source had; null if it does not say.</param>
internal readonly record struct NumberType(int Bits, bool IsSigned, bool IsWhole, int? SignificantBits = null)
{
    /// <summary>The largest number of a whole type.</summary>
    public double Largest => Math.Pow(2, IsSigned ? Bits - 1 : Bits) - 1;

    /// <summary>The smallest number of a whole type.</summary>
    public double Smallest => IsSigned ? -Math.Pow(2, Bits - 1) : 0;
}
