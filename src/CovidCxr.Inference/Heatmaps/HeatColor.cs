namespace CovidCxr.Inference.Heatmaps;

/// <summary>
/// The colors of a heat map, light yellow through orange to dark red: their lightness alone tells the strength, so that nobody needs to
/// tell red from green.
/// </summary>
internal static class HeatColor
{
    private static readonly (byte Red, byte Green, byte Blue)[] Stops = [(255, 237, 160), (254, 178, 76), (252, 78, 42), (200, 0, 38)];

    /// <summary>The color of a strength.</summary>
    /// <param name="strength">0 to 1.</param>
    public static (byte Red, byte Green, byte Blue) Of(float strength)
    {
        var position = Math.Clamp(strength, 0, 1) * (Stops.Length - 1);
        var before = Math.Min((int)position, Stops.Length - 2);
        var (a, b, part) = (Stops[before], Stops[before + 1], position - before);
        byte Mix(byte from, byte to) => (byte)(from + ((to - from) * part) + 0.5f);
        return (Mix(a.Red, b.Red), Mix(a.Green, b.Green), Mix(a.Blue, b.Blue));
    }

    /// <summary>The opacity of the color over the X-ray: 0 at strength 0, 0.65 at strength 1.</summary>
    /// <param name="strength">0 to 1.</param>
    public static float Opacity(float strength) => 0.65f * Math.Clamp(strength, 0, 1);
}
