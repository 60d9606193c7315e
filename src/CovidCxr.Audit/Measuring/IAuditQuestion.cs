using CovidCxr.Core.Audits;

namespace CovidCxr.Audit.Measuring;

/// <summary>One question of an audit.</summary>
internal interface IAuditQuestion
{
    /// <summary>Measures the answer.</summary>
    AuditSection Ask(AuditContext context);
}
