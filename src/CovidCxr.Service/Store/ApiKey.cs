namespace CovidCxr.Service.Store;

/// <summary>
/// A key by which a program signs in, <c>cxr_{id}_{secret}</c>. The secret has 256 random bits, so a plain hash of it cannot be guessed.
/// </summary>
public sealed class ApiKey
{
    /// <summary>Tells keys apart; not secret.</summary>
    public required string Id { get; init; }

    /// <summary>Whose key it is, in the words of who made it; stands in the audit log.</summary>
    public required string Name { get; init; }

    /// <summary>The SHA-256 of the secret, lower-case hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>What it may do, separated by blanks.</summary>
    public required string Scopes { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When it ends, UTC; null for never.</summary>
    public DateTime? ExpiresAt { get; init; }

    /// <summary>When it was revoked, UTC; null if it was not.</summary>
    public DateTime? RevokedAt { get; set; }
}
