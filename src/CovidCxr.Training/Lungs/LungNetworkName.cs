namespace CovidCxr.Training.Lungs;

/// <summary>What the command line says of the networks that find lungs. Apart from them, so that help does not load libtorch.</summary>
public static class LungNetworkName
{
    /// <summary><see cref="LungNetwork.Outlines"/>.</summary>
    public const string Outlines = "outlines";

    /// <summary><see cref="LungNetwork.Cells"/>.</summary>
    public const string Cells = "cells";

    /// <summary>Default number of passes over the masks.</summary>
    public const int Epochs = 40;
}
